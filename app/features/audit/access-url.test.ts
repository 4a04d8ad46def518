import { expect, it } from "vitest";
import { askedOf, changedUrl, daysIn, tabUrl } from "./access-url.ts";

it.each([
  ["2026-11-22 至 2026-11-24", { from: "2026-11-22", until: "2026-11-24" }],
  ["2026-11-22 to 2026-11-24", { from: "2026-11-22", until: "2026-11-24" }],
  ["2026/1/2", { from: "2026-01-02", until: "2026-01-02" }],
  ["2026年11月2日至2026年11月12日", { from: "2026-11-02", until: "2026-11-12" }],
  ["2026-02-30", undefined],
  ["昨天", undefined],
  ["", undefined],
  ["2026-11-01 2026-11-02 2026-11-03", undefined],
])("days in %j", (text, days) => expect(daysIn(text)).toEqual(days));

it("an address says what is asked; what it does not know it leaves out", () => {
  const asked = askedOf(new URLSearchParams("tab=reveal&days=2026-11-24&reason=unstated&size=20&after=x"));
  expect(asked).toMatchObject({
    filter: { tab: "reveal", from: "2026-11-24", unstated: true },
    size: 20,
    after: "x",
    unread: false,
  });
  expect(askedOf(new URLSearchParams("tab=all-of-it&size=9999&days=?"))).toMatchObject({
    filter: { tab: "all" },
    size: 50,
    unread: true,
  });
});

it("another tab begins at its first page and keeps the other conditions", () => {
  const search = new URLSearchParams("tab=reveal&who=gc&after=x");
  expect(tabUrl(search, "refused")).toBe("/oversight/access?tab=refused&who=gc");
  expect(tabUrl(search, "all")).toBe("/oversight/access?who=gc");
  expect(changedUrl(search, { after: null, before: "y" })).toBe("/oversight/access?tab=reveal&who=gc&before=y");
});
