import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { summariseTally } from "../domain/incidents/board-tally.ts";
import { uncountedDrills } from "./support/drill-counts.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What counts within one incident, or what waits for somebody: no statistic. Each with its reason. */
const noStatistic: { [file: string]: string } = {
  "domain/incidents/incident.server.ts": "the card of one incident",
  "domain/incidents/commands/instructions.server.ts": "the next number within one incident",
  "domain/incidents/commands/promises.server.ts": "the next number within one incident",
  "domain/submissions/queries/linkable-incidents.server.ts": "links of one incident",
  "domain/people/commands/close-unit.server.ts": "what stands in the way of closing a unit: exercises too",
  "domain/notices/queries/notices-page.server.ts": "messages that wait for a gateway",
  "domain/inbox/queries/inbox.server.ts": "what waits for one person: exercises too",
};

const sources = ["domain", "app", "realtime", "jobs", "search", "cli"]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[])
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => join(folder, file)),
  );

describe("exercises never enter statistics", () => {
  test("whatever counts incidents goes through the one filter, or is named here with its reason", () => {
    expect(sources.length).toBeGreaterThan(300);
    const leaks = sources.filter((file) => uncountedDrills(readFileSync(join(root, file), "utf8")) !== null);
    expect(leaks.filter((file) => !(file in noStatistic))).toEqual([]);
  });

  test("no exception stands here that is needed no longer", () => {
    const gone = Object.keys(noStatistic).filter(
      (file) =>
        file !== "domain/inbox/queries/inbox.server.ts" &&
        uncountedDrills(readFileSync(join(root, file), "utf8")) === null,
    );
    expect(gone).toEqual([]);
  });

  test.each([
    ["SQL", "sql(`select level, count(*)::int as n from incident i where i.reported_at > $1 group by 1`)"],
    [
      "SQL over parts",
      "sql(`select avg(accepted_at - sent_at) from assignment a join incident i on i.id = a.incident_id`)",
    ],
    ["Prisma", "await db().incident.count({ where: { phase: 'closed' } })"],
    ["Prisma by group", "tx.assignment.groupBy({ by: ['unitId'], _count: true })"],
  ])("a planted leak is caught: %s", (_, source) => expect(uncountedDrills(source)).not.toBeNull());

  test.each([
    ["with the filter", "sql(`select count(*) from incident i where " + "$" + "{COUNTED}`)"],
    ["Prisma with the filter", "db().incident.count({ where: countedIncidents })"],
    ["a count of something else", "sql(`select count(*) from submission s`)"],
    ["a comment", "// select count(*) from incident\nconst a = 1;"],
  ])("and nothing else: %s", (_, source) => expect(uncountedDrills(source)).toBeNull());

  test("the figures of the board leave them out and say how many there are", () => {
    const row = { phase: "on_site" as const, level: 2 as const, mine: true, n: 3, people: 40, late: 2 };
    const { figures, byLevel, mine } = summariseTally([{ ...row, drill: true }], {
      levels: [],
      mine: false,
      drills: true,
    });
    expect(figures).toEqual({ underway: 0, onSite: 0, acceptOverdue: 0, drills: 3 });
    expect([byLevel[2], mine]).toEqual([0, 0]);
  });
});
