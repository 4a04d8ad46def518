import { describe, expect, test } from "vitest";
import { stack } from "../../../tests/support/stack.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { loadActor } from "../actor.server.ts";
import type { Actor } from "../actor.ts";
import { findInRegister } from "./find-in-register.server.ts";
import { findForPalette } from "./palette.server.ts";

const { db, now } = await stack({ seeded: true });
const actorOf = async (login: string) => {
  const { id } = await db.person.findUniqueOrThrow({ where: { login } });
  return (await loadActor(id, now))!;
};
const admin = await actorOf("lanzhanqing");
const coordinator = await actorOf("zhongyingxue");
const liaison = await actorOf("luoxiaotang");
const auditor = await actorOf("yanshouzheng");
const names = async (actor: Actor, query: string) => {
  const found = await findForPalette(actor, query, now);
  return {
    units: found.units.map(({ name }) => name),
    people: found.people.map(({ name, detail }) => `${name} ${detail}`),
    incidents: found.incidents.map(({ title }) => title),
    pages: found.pages.map(({ id }) => id),
  };
};

describe("units and people", () => {
  test.each(["htxwjj", "hetangxianweijianju", "禾塘县卫健局", "禾塘县w", "htx卫健", "HTXWJJ", "ht x wjj"])(
    "are found by %s",
    async (query) => expect((await names(coordinator, query)).units[0]).toBe("禾塘县卫健局"),
  );
  test("by the full name as well as the short one, the short one first", async () => {
    expect((await names(coordinator, "桐江市信访工作联席会议办公室")).units).toEqual(["市联席办"]);
    expect((await names(coordinator, "htx")).units.slice(0, 2)).toEqual(["禾塘县", expect.stringMatching(/^禾塘县/)]);
  });
  test("people show unit and duty and nothing else", async () => {
    expect((await names(coordinator, "lxt")).people).toEqual(["骆晓棠 禾塘县卫健局 联络员"]);
    const found = await findForPalette(coordinator, "luoxiaotang", now);
    expect(Object.keys(found.people[0]!).sort()).toEqual(["detail", "id", "name", "register", "syllables", "unitId"]);
  });
  test("at most eight a group, also for one letter; nothing for a pattern of SQL", async () => {
    const found = await findForPalette(coordinator, "x", now);
    for (const group of Object.values(found)) expect(group.length).toBeLessThanOrEqual(8);
    for (const query of ["%", "_", "\\", "'", ".*", "("]) expect((await names(coordinator, query)).units).toEqual([]);
  });
  test("somebody without any grant finds neither, nor incidents", async () => {
    const nobody: Actor = { ...liaison, grants: [] };
    expect(await names(nobody, "ht")).toMatchObject({ units: [], people: [], incidents: [] });
  });
  test("the register opens only where it does", async () => {
    expect((await findForPalette(admin, "htxwjj", now)).units[0]!.register).toBe(true);
    expect((await findForPalette(coordinator, "htxwjj", now)).units[0]!.register).toBe(false);
    expect((await findForPalette(auditor, "lxt", now)).people[0]!.register).toBe(false);
  });
});

describe("incidents", () => {
  test("are those the reader may read, by characters, by number, by pinyin, by place", async () => {
    const rows = await db.incident.findMany({ include: { assignments: true } });
    for (const actor of [coordinator, liaison, admin, auditor]) {
      for (const row of rows) {
        const may =
          incidentRules["incidents.read"](
            actor,
            {
              ...row,
              phase: "dispatched",
              unitPaths: row.assignments
                .filter(({ state }) => !["returned", "withdrawn"].includes(state))
                .map(({ unitPath }) => unitPath),
            },
            now,
          ) === true;
        const found = await findForPalette(actor, row.number, now);
        expect([row.number, found.incidents.some(({ id }) => id === row.id)]).toEqual([row.number, may]);
      }
    }
    const [first] = rows;
    const byTitle = await names(coordinator, first!.title.slice(0, 6));
    expect(byTitle.incidents).toContain(first!.title);
    const spelt = (await findForPalette(coordinator, first!.number, now)).incidents[0]!.syllables;
    const initials = spelt
      .slice(0, 5)
      .map((one) => one[0])
      .join("");
    expect((await names(coordinator, initials)).incidents).toContain(first!.title);
    expect((await names(admin, first!.title)).incidents).toEqual([]);
  });
});

describe("pages", () => {
  test("only those that open", async () => {
    expect((await names(coordinator, "dd")).pages).toContain("board");
    expect((await names(admin, "")).pages).toEqual([
      "inbox",
      "units",
      "grants",
      "ending",
      "sessions",
      "changes",
      "account",
      "password",
    ]);
    expect((await names(auditor, "")).pages).toEqual(["inbox", "changes", "account", "password"]);
    expect((await names(admin, "qbsq")).pages).toEqual(["grants"]);
  });
});

describe("the search of the register", () => {
  test("finds units and people of one's territory, disabled ones as well", async () => {
    const hits = await findInRegister(admin, now, "lxt");
    expect(hits).toMatchObject([{ kind: "person", name: "骆晓棠", unitName: "禾塘县卫健局", disabled: false }]);
    const county = await db.unit.findFirstOrThrow({ where: { shortName: "禾塘县" } });
    const ofCounty: Actor = {
      ...admin,
      grants: admin.grants.map((grant) => ({ ...grant, scopeId: county.id, scopePath: county.path })),
    };
    const all = await findInRegister(ofCounty, now, "x");
    expect(all.length).toBeGreaterThan(0);
    const inside = new Set(
      (await db.unit.findMany({ where: { path: { startsWith: county.path } } })).map(({ id }) => id),
    );
    expect(all.every((hit) => inside.has(hit.kind === "unit" ? hit.id : hit.unitId))).toBe(true);
    await expect(findInRegister(coordinator, now, "lxt")).rejects.toMatchObject({ code: "not_found" });
  });
});
