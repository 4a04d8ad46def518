import { expect, it } from "vitest";
import { currentItem, inGroups, type MenuItem } from "./menu-items.ts";

const item = (to: string, group = "a"): MenuItem => ({ to, group, icon: "inbox", label: to });

it("groups keep the order in which they first appear", () => {
  const groups = inGroups([item("/1", "x"), item("/2", "y"), item("/3", "x")]);
  expect(groups.map((group) => group.map((one) => one.to))).toEqual([["/1", "/3"], ["/2"]]);
});

it("the longest path that holds the address is current", () => {
  const items = [item("/"), item("/admin"), item("/admin/audit")];
  expect(currentItem(items, "/admin/audit/7")?.to).toBe("/admin/audit");
  expect(currentItem(items, "/admin/units")?.to).toBe("/admin");
  expect(currentItem(items, "/administration")).toBeUndefined();
  expect(currentItem(items, "/")?.to).toBe("/");
  expect(currentItem(items, "/elsewhere")).toBeUndefined();
});
