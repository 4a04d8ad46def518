import { beforeAll, describe, expect, test } from "vitest";
import type { Prisma } from "#prisma/generated/client.ts";
import { stack } from "../../tests/support/stack.ts";
import type { Phase } from "../incidents/phase-machine.ts";
import { sql } from "../kernel/db.server.ts";
import { loadActor } from "../people/actor.server.ts";
import type { Actor } from "../people/actor.ts";
import { dutyNames } from "../people/duties.ts";
import { allGrants } from "../people/queries/all-grants.server.ts";
import { grantChanges } from "../people/queries/grant-changes.server.ts";
import { unitPeople } from "../people/queries/unit-people.server.ts";
import { thingOf as shiftThing } from "../shifts/shift.server.ts";
import { auditedPaths, auditRules } from "./audit.ts";
import { type IncidentThing, incidentRules, visibleIncidents, visibleIncidentsSql } from "./incidents.ts";
import {
  administeredUnitPaths,
  grantRules,
  maySeeAdministration,
  maySeeRegister,
  personRules,
  unitRules,
  visibleChangePaths,
  visibleGrants,
  visiblePeople,
  visibleUnitPaths,
  visibleUnits,
} from "./people.ts";
import { shiftRules, visibleShiftPaths, visibleShifts } from "./shifts.ts";
import { submissionRules, visibleSubmissionPaths, visibleSubmissions } from "./submissions.ts";
import type { Rule } from "./verdict.ts";

const { db, now } = await stack({ seeded: true });
const DAY = 86_400_000;
/** Now, when some grants have ended and others begun, and when all are over. */
const moments = [0, 8, 25, 130, 4000].map((days) => new Date(now.getTime() + days * DAY));

type Row<Thing> = { id: string; thing: Thing };
/** One kind of thing: its rows, the rule of reading, and every list filter that stands for the same rule. */
type Kind<Thing> = {
  name: string;
  rows: Row<Thing>[];
  rule: Rule<Thing>;
  lists: { [name: string]: (actor: Actor, at: Date) => Promise<string[]> };
};

/** Where a list filter and the rule differ: "周敏 2026-… list: shown/hidden id". */
async function disagreements<Thing>(kind: Kind<Thing>, actors: Actor[], at: Date): Promise<string[]> {
  const found: string[] = [];
  for (const actor of actors)
    for (const [list, ids] of Object.entries(kind.lists)) {
      const shown = new Set(await ids(actor, at));
      for (const { id, thing } of kind.rows)
        if (shown.has(id) !== (kind.rule(actor, thing, at) === true))
          found.push(`${actor.login} ${at.toISOString()} ${list}: ${shown.has(id) ? "shown" : "hidden"} ${id}`);
    }
  return found;
}

const idsOf = (rows: Promise<{ id: string }[]>) => rows.then((all) => all.map(({ id }) => id));
const select = { id: true } as const;
let actors: Actor[];
let kinds: Kind<never>[];
let incidents: Kind<IncidentThing>;

beforeAll(async () => {
  const people = await db.person.findMany({ orderBy: { login: "asc" }, select: { id: true } });
  // Loaded long ago: every rule and filter checks the grants again at its own moment.
  actors = (await Promise.all(people.map(({ id }) => loadActor(id, new Date(0))))).filter((one) => one !== null);
  const [anybody] = actors;
  actors.push({ ...anybody!, personId: "00000000-0000-7000-8000-000000000000", login: "nobody", grants: [] });
  // Beside the people of the city one actor a duty for a county, for one unit and for one incident.
  const single = await db.incident.findFirst({ select: { id: true } });
  const county = await db.unit.findFirstOrThrow({ where: { kind: "county" } });
  const office = await db.unit.findFirstOrThrow({ where: { path: { startsWith: county.path }, kind: "department" } });
  for (const duty of dutyNames) {
    const term = { notBefore: new Date(0), notAfter: new Date(now.getTime() + 10 * DAY), revokedAt: null };
    const scopes = [
      { scopeKind: "unit", scopeId: county.id, scopePath: county.path },
      { scopeKind: "unit", scopeId: office.id, scopePath: office.path },
      { scopeKind: "incident", scopeId: single!.id, scopePath: "" },
    ] as const;
    for (const scope of scopes) {
      const grant = { id: "00000000-0000-7000-8000-000000000001", duty, ...scope, ...term };
      actors.push({ ...anybody!, login: `${duty} ${scope.scopeKind} ${scope.scopePath}`, grants: [grant] });
    }
  }
  // One unit of each incident has been sent home again.
  await sql(
    "update assignment set state = 'withdrawn' where id in (select distinct on (incident_id) id from assignment order by incident_id, sent_at desc, id)",
  );

  const incidentRows = await db.incident.findMany({ include: { assignments: true, formerParts: true } });
  incidents = {
    name: "incidents",
    rows: incidentRows.map((row) => ({
      id: row.id,
      thing: {
        id: row.id,
        countyPath: row.countyPath,
        reportedByUnitPath: row.reportedByUnitPath,
        phase: row.phase as Phase,
        unitPaths: [
          ...row.assignments.filter(({ state }) => state !== "returned" && state !== "withdrawn"),
          ...row.formerParts,
        ].map(({ unitPath }) => unitPath),
      },
    })),
    rule: incidentRules["incidents.read"],
    lists: {
      visibleIncidents: (actor, at) => idsOf(db.incident.findMany({ where: visibleIncidents(actor, at), select })),
      visibleIncidentsSql: (actor, at) => {
        const { condition, values } = visibleIncidentsSql(actor, at, 1);
        return idsOf(sql<{ id: string }>(`select i.id from incident i where ${condition}`, values));
      },
    },
  };
  const submissions: Kind<{ unitPath: string }> = {
    name: "submissions",
    rows: (await db.submission.findMany({ select: { id: true, unitPath: true } })).map((row) => ({
      id: row.id,
      thing: row,
    })),
    rule: submissionRules["submissions.read"],
    lists: {
      visibleSubmissions: (actor, at) =>
        idsOf(db.submission.findMany({ where: visibleSubmissions(actor, at), select })),
      visibleSubmissionPaths: (actor, at) =>
        idsOf(sql("select id from submission where unit_path like any($1)", [visibleSubmissionPaths(actor, at)])),
    },
  };
  const units: Kind<{ path: string }> = {
    name: "units",
    rows: (await db.unit.findMany()).map((row) => ({ id: row.id, thing: row })),
    rule: unitRules["people.unit.read"],
    lists: {
      visibleUnits: (actor, at) => idsOf(db.unit.findMany({ where: visibleUnits(actor, at), select })),
      visibleUnitPaths: (actor, at) =>
        idsOf(sql("select id from unit where path like any($1)", [visibleUnitPaths(actor, at)])),
    },
  };
  const personRows = (await db.person.findMany({ include: { unit: true } })).map((row) => ({
    id: row.id,
    thing: { id: row.id, unitPath: row.unit.path, reach: [], personId: row.id },
  }));
  const ofPeople = "select p.id from person p join unit u on u.id = p.unit_id where u.path like any($1)";
  const persons: Kind<(typeof personRows)[number]["thing"]> = {
    name: "people",
    rows: personRows,
    rule: personRules["people.person.read"],
    lists: {
      visiblePeople: (actor, at) => idsOf(db.person.findMany({ where: visiblePeople(actor, at), select })),
    },
  };
  const sessions: typeof persons = {
    name: "sessions",
    rows: personRows,
    rule: personRules["people.session.end-of-person"],
    lists: { administeredUnitPaths: (actor, at) => idsOf(sql(ofPeople, [administeredUnitPaths(actor, at)])) },
  };
  const accesses: typeof persons = {
    name: "access log",
    rows: personRows,
    rule: auditRules["audit.read"],
    lists: { auditedPaths: (actor, at) => idsOf(sql(ofPeople, [auditedPaths(actor, at)])) },
  };
  const grantRows = (await db.grant.findMany({ include: { person: { include: { unit: true } } } })).map((row) => ({
    id: row.id,
    thing: { personId: row.personId, personUnitPath: row.person.unit.path, scopePath: "" },
  }));
  const grants: Kind<(typeof grantRows)[number]["thing"]> = {
    name: "grants",
    rows: grantRows,
    rule: grantRules["people.grant.read"],
    lists: {
      visibleGrants: (actor, at) =>
        idsOf(db.grant.findMany({ where: visibleGrants(actor, at) as Prisma.GrantWhereInput, select })),
    },
  };
  const changes: typeof grants = {
    name: "changes of grants",
    rows: grantRows,
    rule: grantRules["people.grant.changes.read"],
    lists: {
      visibleChangePaths: (actor, at) =>
        idsOf(
          sql(
            "select g.id from grants g join person p on p.id = g.person_id join unit u on u.id = p.unit_id where u.path like any($1)",
            [visibleChangePaths(actor, at)],
          ),
        ),
    },
  };
  const shifts: Kind<ReturnType<typeof shiftThing>> = {
    name: "shifts",
    rows: (await db.dutyShift.findMany({ include: { before: true } })).map((row) => ({
      id: row.id,
      thing: shiftThing(row),
    })),
    rule: shiftRules["shifts.read"],
    lists: {
      visibleShifts: (actor, at) => idsOf(db.dutyShift.findMany({ where: visibleShifts(actor, at), select })),
      visibleShiftPaths: (actor, at) =>
        idsOf(sql("select s.id from duty_shift s where s.unit_path like any($1)", [visibleShiftPaths(actor, at)])),
    },
  };
  kinds = [
    shifts,
    incidents,
    submissions,
    units,
    persons,
    sessions,
    accesses,
    grants,
    changes,
  ] as unknown as Kind<never>[];
});

describe("each list filter agrees with its rule of reading, for every actor and every row of the demo city", () => {
  test("there is something to compare: many actors, rows, and both verdicts of each kind", () => {
    expect(actors.length).toBeGreaterThan(50);
    for (const { name, rows, rule } of kinds) {
      const verdicts = new Set(actors.flatMap((actor) => rows.map(({ thing }) => rule(actor, thing, now) === true)));
      expect([name, rows.length > 3, verdicts.size]).toEqual([name, true, 2]);
    }
  });
  test.each(["incidents", "submissions", "units", "people", "sessions", "access log", "grants", "changes of grants"])(
    "%s",
    async (name) => {
      const kind = kinds.find((one) => one.name === name)!;
      for (const at of moments) expect(await disagreements(kind, actors, at)).toEqual([]);
    },
    120_000,
  );

  test("a loosened rule is caught, and so is a loosened filter", async () => {
    const loosened: Kind<IncidentThing> = {
      ...incidents,
      // The county is forgotten: whoever coordinates anywhere reads everywhere.
      rule: (actor, thing, at) =>
        incidents.rule(actor, thing, at) === true ||
        actor.grants.some(({ duty }) => duty === "coordinator") || { zh: "", en: "" },
    };
    const caught = await disagreements(loosened, actors, now);
    expect(caught.length).toBeGreaterThan(10);
    expect(caught.every((line) => line.includes("hidden"))).toBe(true);
    const filter: Kind<IncidentThing> = {
      ...incidents,
      // Parts that were returned or withdrawn are forgotten.
      lists: {
        withReturned: (actor, at) => {
          const { condition, values } = visibleIncidentsSql(actor, at, 1);
          const loose = condition.replace(" and a.state not in ('returned','withdrawn')", "");
          expect(loose).not.toBe(condition);
          return idsOf(sql<{ id: string }>(`select i.id from incident i where ${loose}`, values));
        },
      },
    };
    expect((await disagreements(filter, actors, now)).some((line) => line.includes("shown"))).toBe(true);
  });
});

/** Every row of a list that turns pages by key, forwards and then backwards again. */
async function turned<R extends { id: string }>(
  page: (turn: {
    after?: string | null;
    before?: string | null;
  }) => Promise<{ rows: R[]; next: string | null; previous: string | null }>,
): Promise<string[]> {
  const ids: string[] = [];
  let current = await page({});
  const pages = [current];
  ids.push(...current.rows.map(({ id }) => id));
  while (current.next) {
    current = await page({ after: current.next });
    pages.push(current);
    ids.push(...current.rows.map(({ id }) => id));
  }
  for (let at = pages.length - 2; at >= 0; at--) {
    current = await page({ before: current.previous });
    expect(current.rows.map(({ id }) => id)).toEqual(pages[at]!.rows.map(({ id }) => id));
  }
  expect(current.previous).toBeNull();
  return ids;
}

describe("the register's pages show exactly what the rules let one read", () => {
  test("all grants, page by page", async () => {
    const grants = kinds.find(({ name }) => name === "grants") as unknown as Kind<unknown>;
    for (const actor of actors) {
      const readable = grants.rows.filter(({ thing }) => grants.rule(actor, thing, now) === true).map(({ id }) => id);
      const listed = turned((turn) => allGrants(actor, now, { filter: "all", ...turn }));
      if (maySeeRegister(actor, null, now) !== true) await expect(listed).rejects.toMatchObject({ code: "not_found" });
      else expect((await listed).sort()).toEqual(readable.sort());
    }
  }, 60_000);
  test("changes of grants, page by page", async () => {
    const people = kinds.find(({ name }) => name === "people") as unknown as Kind<{ unitPath: string; id: string }>;
    const events = await db.event.findMany({
      where: { name: { in: ["people.grant.given", "people.grant.revoked"] } },
      select: { id: true, streamId: true },
    });
    for (const actor of actors) {
      const mayRead = ({ unitPath, id }: { unitPath: string; id: string }) =>
        grantRules["people.grant.changes.read"](
          actor,
          { personId: id, personUnitPath: unitPath, scopePath: "" },
          now,
        ) === true;
      const readable = new Set(people.rows.filter(({ thing }) => mayRead(thing)).map(({ id }) => id));
      const expected = events.filter(({ streamId }) => readable.has(streamId)).map(({ id }) => String(id));
      const listed = turned((turn) => grantChanges(actor, now, turn));
      if (maySeeAdministration(actor, null, now) !== true)
        await expect(listed).rejects.toMatchObject({ code: "not_found" });
      else expect((await listed).sort()).toEqual(expected.sort());
    }
  }, 60_000);
  test("the people of each unit, or not_found", async () => {
    const units = kinds.find(({ name }) => name === "units") as unknown as Kind<unknown>;
    for (const actor of actors)
      for (const { id, thing } of units.rows.slice(0, 12)) {
        const listed = unitPeople(actor, now, id);
        if (units.rule(actor, thing, now) !== true) await expect(listed).rejects.toMatchObject({ code: "not_found" });
        else expect((await listed).rows.every((row) => row.unitId === id)).toBe(true);
      }
  }, 60_000);
});
