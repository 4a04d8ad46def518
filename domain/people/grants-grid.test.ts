import { describe, expect, test } from "vitest";
import type { Actor, HeldGrant } from "./actor.ts";
import type { Duty } from "./duties.ts";
import { beginOf, dayOf } from "./grants.ts";
import { gridOf, placeOfUnit, powers, spanOf } from "./grants-grid.ts";
import { type PowerName, powerNames } from "./grants-powers.ts";
import { previewGrant } from "./grants-preview.ts";

const now = new Date("2026-11-24T06:34:00Z");
const CITY = "/1/";
const COUNTY = "/1/2/";
const BUREAU = "/1/2/3/";
const OTHER = "/1/9/";

let grants = 0;
const grant = (
  duty: Duty,
  scopePath: string,
  from: string,
  until: string,
  more: Partial<HeldGrant> = {},
): HeldGrant => ({
  id: `g${++grants}`,
  duty,
  scopeKind: "unit",
  scopeId: scopePath,
  scopePath,
  notBefore: beginOf(from)!,
  notAfter: beginOf(until)!,
  revokedAt: null,
  ...more,
});
const person = (name: string, held: HeldGrant[], unitPath = BUREAU): Actor => ({
  personId: name,
  name,
  login: name,
  unitId: "u",
  unitName: "县信访局",
  unitPath,
  grants: held,
  sessionId: null,
  locale: "zh-CN",
});
const county = placeOfUnit(COUNTY, COUNTY);
const bureau = placeOfUnit(BUREAU, COUNTY);
const span = (actor: Actor, power: PowerName, place = county, at = now) => {
  const found = spanOf(actor, power, place, at);
  return found && [found.from && dayOf(found.from), found.until && dayOf(found.until), found.grantId];
};

describe("from when until when", () => {
  test("a power lasts as long as the rules say so, over grants that follow each other without a gap", () => {
    const first = grant("coordinator", CITY, "2026-03-01", "2026-12-01");
    const second = grant("recorder", COUNTY, "2026-11-01", "2027-03-01");
    const actor = person("田禾", [first, second]);
    expect(span(actor, "read")).toEqual([null, "2027-03-01", second.id]);
    expect(span(actor, "dispatch")).toEqual([null, "2026-12-01", first.id]);
    expect(span(actor, "phone")).toEqual([null, "2027-03-01", second.id]);
    expect(span(actor, "grant")).toBeNull();
  });
  test("a gap ends it; what comes later is seen only when nothing is there now", () => {
    const first = grant("coordinator", CITY, "2026-03-01", "2026-12-01");
    const later = grant("coordinator", CITY, "2026-12-02", "2027-03-01");
    expect(span(person("甲", [first, later]), "dispatch")).toEqual([null, "2026-12-01", first.id]);
    expect(span(person("甲", [later]), "dispatch")).toEqual(["2026-12-02", "2027-03-01", later.id]);
    expect(span(person("甲", [first, later]), "dispatch", county, beginOf("2026-12-01")!)).toEqual([
      "2026-12-02",
      "2027-03-01",
      later.id,
    ]);
  });
  test("a revocation ends it where it is earlier", () => {
    const revoked = grant("coordinator", CITY, "2026-03-01", "2027-03-01", { revokedAt: beginOf("2026-11-30") });
    expect(span(person("甲", [revoked]), "read")).toEqual([null, "2026-11-30", revoked.id]);
  });
  test("a unit's own people act where their unit has a part, and nowhere else", () => {
    const head = person("乙", [grant("unit_head", BUREAU, "2026-03-01", "2027-03-01")]);
    expect(span(head, "read", bureau)?.[1]).toBe("2027-03-01");
    expect(span(head, "read", county)).toBeNull();
    expect(span(head, "read", placeOfUnit(OTHER, OTHER))).toBeNull();
    expect(span(head, "dispatch", bureau)).toBeNull();
  });
  test("every column answers by the rules: with them at each moment of a year, day by day", () => {
    const actor = person("丙", [
      grant("recorder", COUNTY, "2026-10-01", "2026-12-15"),
      grant("coordinator", CITY, "2026-12-10", "2027-01-20"),
      grant("administrator", CITY, "2027-02-01", "2027-04-01"),
      grant("handler", BUREAU, "2026-11-01", "2027-05-01"),
    ]);
    for (const power of powerNames) {
      const found = spanOf(actor, power, bureau, now);
      for (let day = 0; day < 365; day++) {
        const moment = new Date(now.getTime() + day * 86_400_000);
        const may = powers[power](actor, bureau, moment) === true;
        const from = found?.from ?? now;
        if (!found || moment < from) expect(may).toBe(false);
        else if (found.until && moment < found.until) expect(may).toBe(true);
      }
    }
  });
});

describe("the grid with a draft", () => {
  const held = grant("recorder", CITY, "2026-03-01", "2027-03-01");
  const draft = { ...grant("coordinator", COUNTY, "2026-12-01", "2027-03-01"), id: "draft" };
  test("marks exactly what the draft adds or prolongs", () => {
    const [row] = gridOf([person("何一鸣", [held])], county, now, { personId: "何一鸣", grant: draft });
    const added = row!.cells.filter((cell) => cell.added);
    expect(added.map((cell) => cell.power)).toEqual(["dispatch"]);
    expect(added[0]!.span).toEqual({ from: beginOf("2026-12-01"), until: beginOf("2027-03-01"), grantId: "draft" });
    const longer = { ...draft, notAfter: beginOf("2027-06-01")! };
    const [prolonged] = gridOf([person("何一鸣", [held])], county, now, { personId: "何一鸣", grant: longer });
    expect(prolonged!.cells.find((cell) => cell.power === "read")).toMatchObject({
      added: true,
      span: { from: null, until: beginOf("2027-06-01") },
    });
    const [other] = gridOf([person("周敏", [held])], county, now, { personId: "何一鸣", grant: draft });
    expect(other!.cells.some((cell) => cell.added)).toBe(false);
  });
});

describe("the preview", () => {
  const facts = (everyone: Actor[]) => ({ place: county, placeName: "青崖县", everyone, nameOf: () => "全市" });
  const zh = (lines: { kind: string; text: { zh: string } }[], kind: string) =>
    lines.filter((line) => line.kind === kind).map((line) => line.text.zh);
  const recorder = person("何一鸣", [grant("recorder", CITY, "2026-03-01", "2027-03-01")]);
  const draft = { ...grant("coordinator", COUNTY, "2026-12-01", "2027-03-01"), id: "draft" };

  test("names what becomes possible, what stands beside it and who stays alone", () => {
    const leaving = person("田禾", [grant("coordinator", CITY, "2026-03-01", "2026-12-01")]);
    const staying = person("周敏", [grant("coordinator", CITY, "2026-03-01", "2027-03-01")]);
    const { gained, lines } = previewGrant(recorder, draft, facts([leaving, staying, recorder]), now);
    expect(gained).toEqual(["dispatch"]);
    expect(zh(lines, "gain")).toEqual(["青崖县多出 交办移动"]);
    expect(zh(lines, "warn")).toEqual(["与记录员（全市）授权并存，到期同日", "2026-12-01 起全市协调员只剩周敏一人"]);
    const alone = previewGrant(recorder, draft, facts([leaving, recorder]), now);
    expect(zh(alone.lines, "warn")).toContain("2026-12-01 起全市没有协调员");
  });
  test("warns of the same grant twice, of a start that is past and of an early end", () => {
    const same = person("何一鸣", [{ ...draft, id: "first" }]);
    const again = previewGrant(
      same,
      { ...draft, notBefore: beginOf("2026-11-01")!, notAfter: beginOf("2026-12-10")! },
      facts([same]),
      now,
    );
    expect(zh(again.lines, "warn")).toEqual([
      "已有同一授权（至 2027-03-01），期限重叠",
      "起期早于今天，实际从授权的时刻起有效",
      "16 天后到期，会列入将到期",
    ]);
  });
  test("says so when nothing becomes possible", () => {
    const wide = person("许闻", [grant("coordinator", CITY, "2026-03-01", "2028-03-01")]);
    const { gained, lines } = previewGrant(wide, draft, facts([wide]), now);
    expect(gained).toEqual([]);
    expect(zh(lines, "warn")[0]).toBe("在青崖县不会多出任何权限");
  });
});
