import { expect, test } from "vitest";
import { sameOrigin } from "./origin.ts";

const host = "portal.city.gov:8443";
const own = `https://${host}`;

test.each([
  ["a form of the portal", { origin: own, site: "same-origin" }, true],
  ["a browser that sends Origin alone", { origin: own }, true],
  ["a browser that sends Sec-Fetch-Site alone", { site: "same-origin" }, true],
  ["an address typed in", { site: "none" }, true],
  ["another site", { origin: "https://evil.example", site: "cross-site" }, false],
  ["another site in an old browser", { origin: "https://evil.example" }, false],
  ["a neighbour under the same domain", { origin: "https://news.city.gov", site: "same-site" }, false],
  ["the same host on another port", { origin: "https://portal.city.gov", site: "same-site" }, false],
  ["a sandboxed frame", { origin: "null", site: "cross-site" }, false],
  [
    "an Origin that lies about a Sec-Fetch-Site of its own",
    { origin: "https://evil.example", site: "same-origin" },
    false,
  ],
  ["an Origin of null alone", { origin: "null" }, false],
  ["no word about where it comes from", {}, false],
])("a write by %s", (_, headers, allowed) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect(sameOrigin({ method, host, ...headers }) === true).toBe(allowed);
});

test("reading is not asked where it comes from", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"])
    expect(sameOrigin({ method, host, origin: "https://evil.example", site: "cross-site" })).toBe(true);
});

test("a deployment that states its address is known by it behind a proxy that hides the host", () => {
  const asked = { method: "POST", host: "10.0.0.7:3000", origin: own, site: "same-origin" };
  expect(sameOrigin(asked, `${own}/`)).toBe(true);
  expect(sameOrigin(asked)).not.toBe(true);
  expect(sameOrigin({ ...asked, origin: "http://portal.city.gov:8443" }, own)).not.toBe(true);
});
