import { describe, expect, test } from "vitest";
import type { TemplateBody } from "./body.ts";
import { type Present, planOf, resolveUnit, type TreeUnit } from "./plan.ts";
import { isOfSort, unitSortNames } from "./unit-sorts.ts";

const unit = (id: string, name: string, kind: string, path: string): TreeUnit => ({
  id,
  name,
  shortName: name,
  kind,
  path,
});
const tree = [
  unit("c", "某市", "city", "/c/"),
  unit("c-police", "某市公安局", "department", "/c/p/"),
  unit("c-hr", "某市人力资源和社会保障局", "department", "/c/h/"),
  unit("e", "东县", "county", "/c/e/"),
  unit("e-hr", "东县人力资源和社会保障局", "department", "/c/e/h/"),
  unit("e-t1", "东县一镇人民政府", "township", "/c/e/t1/"),
  unit("e-t2", "东县二镇人民政府", "township", "/c/e/t2/"),
  unit("e-gov", "东县人民政府", "department", "/c/e/g/"),
  unit("w", "西县", "county", "/c/w/"),
  unit("w-hr", "西县人力资源和社会保障局", "department", "/c/w/h/"),
  unit("w-edu", "西县教育局", "department", "/c/w/e/"),
];
const found = (line: { unitId?: string; sort?: (typeof unitSortNames)[number] }, county = "/c/e/") => {
  const { unit, choices } = resolveUnit(
    { unitId: line.unitId ?? null, sort: line.sort ?? null, unitName: "" },
    county,
    tree,
  );
  return [unit?.id ?? null, choices.map((one) => one.id)];
};

describe("the unit that a line means in a county", () => {
  test.each([
    ["named in the county", { unitId: "e-hr" }, ["e-hr", []]],
    ["named above the counties", { unitId: "c-police" }, ["c-police", []]],
    ["named in another county: the county's of that sort", { unitId: "w-hr" }, ["e-hr", ["e-hr", "c-hr"]]],
    ["named in another county, the sort is nowhere: left to choose", { unitId: "w-edu" }, [null, []]],
    ["of a sort", { sort: "hr" as const }, ["e-hr", ["e-hr", "c-hr"]]],
    ["of a sort that only the city has", { sort: "police" as const }, ["c-police", ["c-police"]]],
    ["of a sort of which there are several: left to choose", { sort: "township" as const }, [null, ["e-t1", "e-t2"]]],
    ["the county's government, not a township's", { sort: "government" as const }, ["e-gov", ["e-gov"]]],
  ])("%s", (_, line, expected) => expect(found(line)).toEqual(expected));
  test("an incident of the city itself takes the city's", () =>
    expect(found({ sort: "hr" }, "/c/")).toEqual(["c-hr", ["c-hr"]]));
  test("sorts do not overlap but for government", () => {
    for (const one of tree.filter(({ kind }) => kind === "department"))
      expect(unitSortNames.filter((sort) => isOfSort(one, sort)).length).toBe(1);
  });
});

const body: TemplateBody = {
  units: [
    { key: "u1", unitId: null, unitName: "", sort: "hr", role: "lead", note: "" },
    { key: "u2", unitId: null, unitName: "", sort: "township", role: "support", note: "" },
  ],
  tasks: [{ key: "t1", kind: "receive", title: "接谈", to: "u1", dueMinutes: 60 }],
  demands: [{ key: "d1", text: "哪天发", to: "u2", dueMinutes: null }],
};
const nothing: Present = { units: [], tasks: [], demands: [] };

describe("what a template would add", () => {
  test("to an empty incident: everything, with what is left to choose", () => {
    const plan = planOf(body, "/c/e/", tree, nothing);
    expect(plan.units.map((one) => [one.unitId, one.role, one.there])).toEqual([
      ["e-hr", "lead", false],
      [null, "support", false],
    ]);
    expect(plan.tasks).toMatchObject([{ unitId: "e-hr", there: false }]);
    expect(plan.demands).toMatchObject([{ unitId: null, there: false }]);
  });
  test("to one that holds part of it: the rest; a lead yields to the one that leads", () => {
    const present: Present = {
      units: [{ unitId: "c-police", role: "lead" }],
      tasks: [{ kind: "receive", title: "接谈", unitId: "e-hr" }],
      demands: [{ text: "哪天发" }],
    };
    const plan = planOf(body, "/c/e/", tree, present);
    expect(plan.units[0]).toMatchObject({ role: "support", yields: true, there: false });
    expect([plan.tasks[0]?.there, plan.demands[0]?.there]).toEqual([true, true]);
    const itself = planOf(body, "/c/e/", tree, { ...present, units: [{ unitId: "e-hr", role: "lead" }] });
    expect(itself.units[0]).toMatchObject({ role: "lead", yields: false, there: true });
  });
});
