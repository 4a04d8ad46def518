import { expect, test } from "vitest";
import { ownPath, pageOf } from "./paths.ts";

test.each([
  ["/inbox", "/inbox"],
  ["/incidents/7?tab=people#top", "/incidents/7?tab=people#top"],
  ["/a/../inbox", "/inbox"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/\tevil", "/"],
  ["/%0d%0aSet-Cookie:x", "/%0d%0aSet-Cookie:x"],
  ["/a/..//evil.example", "/"],
  ["", "/"],
  [null, "/"],
  [7, "/"],
])("after signing in %j leads to %s", (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});

test.each([
  ["http://x/incidents.data?_routes=a&level=1", "/incidents?level=1"],
  ["http://x/_root.data", "/"],
  ["http://x/me?index", "/me"],
  ["http://x/inbox", "/inbox"],
])("the page of %s", (url, page) => {
  expect(pageOf({ url })).toBe(page);
});
