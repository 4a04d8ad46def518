import { expect, test } from "vitest";
import { routeNames } from "./route-names.ts";

const name = routeNames({
  root: { id: "root", path: "" },
  home: { id: "home", parentId: "root", index: true },
  portal: { id: "portal", parentId: "root" },
  board: { id: "board", parentId: "portal", path: "incidents" },
  room: { id: "room", parentId: "board", path: ":incidentId" },
  fresh: { id: "fresh", parentId: "portal", path: "incidents/report" },
  units: { id: "units", parentId: "portal", path: "admin/units/:unitId?" },
  all: { id: "all", parentId: "portal", path: "*" },
});

test.each([
  ["/", "/"],
  ["/_root.data", "/"],
  ["/incidents", "/incidents"],
  ["/incidents.data", "/incidents"],
  ["/incidents/01a210a8", "/incidents/:incidentId"],
  ["/incidents/report", "/incidents/report"],
  ["/incidents/1/2", "other"],
  ["/admin/units", "/admin/units/:unitId?"],
  ["/admin/units/01a210a8.data", "/admin/units/:unitId?"],
  ["/wp-admin.php", "other"],
])("%s is counted as %s", (path, pattern) => {
  expect(name(path)).toBe(pattern);
});
