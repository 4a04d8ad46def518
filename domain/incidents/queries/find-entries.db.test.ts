import { describe, expect, test } from "vitest";
import { anIncident, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { postEntry, strikeEntry } from "../commands/entries.server.ts";
import { recordHeadCount } from "../commands/record-head-count.server.ts";
import type { EntryFilter } from "../entry-kinds.ts";
import { ENTRIES_A_PAGE } from "../room.ts";
import { entryCounts, findEntries } from "./find-entries.server.ts";
import { linkableSubmissions } from "./linkable-submissions.server.ts";
import { openRoom } from "./open-room.server.ts";
import { taskOwners } from "./task-owners.server.ts";

const { db, now } = await stack({ now: "2026-11-24T06:00:00Z" });
const { east, west, health, person } = await smallCity(now);
const coordinator = await person("周敏", { unit: east, duty: "coordinator" });
const reader = await person("费启航", { unit: east, duty: "supervisor" });
const stranger = await person("外人", { unit: west, duty: "coordinator" });
await person("邱悦", { unit: health, duty: "liaison" });
const incidentId = await anIncident(coordinator, east, now);
const run = { now };
const post = (text: string) => execute(postEntry, coordinator, { incidentId, text }, { commandId: newId(), ...run });
for (let i = 2; i <= 230; i++) await post(i % 2 ? `第 ${i} 条：夜间` : `第 ${i} 条`);
await execute(recordHeadCount, coordinator, { incidentId, count: 46 }, { commandId: newId(), ...run });
await execute(strikeEntry, coordinator, { incidentId, seq: 5, reason: "记错" }, { commandId: newId(), ...run });

/** All hits from the newest on, with how many pages it took. */
async function all(filter: EntryFilter, text: string) {
  const seqs: number[] = [];
  let before: number | null = 2 ** 31 - 1;
  let pages = 0;
  while (before !== null) {
    const found = await findEntries(coordinator, incidentId, { filter, text, before }, now);
    expect(found.entries.length).toBeLessThanOrEqual(ENTRIES_A_PAGE);
    seqs.unshift(...found.entries.map((entry) => entry.seq));
    before = found.next;
    pages++;
  }
  return { seqs, pages };
}

describe("finding entries", () => {
  const odd = Array.from({ length: 114 }, (_, i) => 2 * i + 3);
  const table: [EntryFilter, string, number[]][] = [
    ["all", "夜间", odd],
    ["all", "夜间 229", [229]],
    ["human", "46 人", [231]],
    ["system", "", [1, 232]],
    ["system", "记错", [232]],
    ["files", "", []],
    ["all", "没有这样的话", []],
    ["human", "周敏 第 100 条", [100]],
  ];
  test.each(table)("%s %s", async (filter, text, expected) => {
    const { seqs } = await all(filter, text);
    expect(seqs).toEqual(expected);
  });

  test("comes in pages that meet without a gap or a repetition", async () => {
    const { seqs, pages } = await all("human", "");
    expect(pages).toBeGreaterThan(2);
    expect(seqs).toEqual(Array.from({ length: 230 }, (_, i) => i + 2));
  });

  test("a struck entry says by whom, when and why", async () => {
    const { entries } = await findEntries(reader, incidentId, { filter: "all", text: "第 5 条", before: 100 }, now);
    expect(entries.find((entry) => entry.seq === 5)?.struck).toEqual({
      seq: 232,
      by: "周敏",
      at: now.toISOString(),
      reason: "记错",
    });
  });

  test("counts of the filters add up", async () => {
    const none = { instructions: 0, files: 0 };
    expect(await entryCounts(incidentId, 200)).toEqual({ all: 200, human: 199, system: 1, ...none });
    expect(await entryCounts(incidentId)).toEqual({ all: 232, human: 230, system: 2, ...none });
    expect(await entryCounts(incidentId)).toEqual({ all: 232, human: 230, system: 2, ...none });
    expect(await entryCounts(incidentId, 200)).toEqual({ all: 200, human: 199, system: 1, ...none });
  });
});

describe("for who may not read it", () => {
  test("everything is not_found", async () => {
    const asked = { filter: "all" as const, text: "", before: 100 };
    const questions = [
      () => findEntries(stranger, incidentId, asked, now),
      () => openRoom(stranger, incidentId, now),
      () => linkableSubmissions(stranger, incidentId, "", now),
      () => taskOwners(stranger, incidentId, health.id, now),
      () => openRoom(coordinator, "not-an-id", now),
    ];
    for (const question of questions) await expect(question()).rejects.toMatchObject({ code: "not_found" });
  });

  test("and who may read it but not write is not_allowed", async () => {
    await expect(linkableSubmissions(reader, incidentId, "", now)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(taskOwners(reader, incidentId, health.id, now)).rejects.toMatchObject({ code: "not_allowed" });
  });

  test("the log has who opened it, and who tried", async () => {
    await openRoom(reader, incidentId, now, newId());
    await expect(openRoom(stranger, incidentId, now)).rejects.toThrow();
    const log = await db.accessEntry.findMany({ where: { subjectId: incidentId }, orderBy: { id: "asc" } });
    expect(log.slice(-2).map((one) => `${one.personName} ${one.action} ${one.subjectLabel}`)).toEqual([
      "费启航 open 群 2026-0001",
      "外人 refused 群 2026-0001",
    ]);
  });
});

test("owners of a task are people of the unit and of what is below it", async () => {
  const names = async (unitId: string) =>
    (await taskOwners(coordinator, incidentId, unitId, now)).map((one) => one.name).sort();
  expect(await names(health.id)).toEqual(["邱悦"]);
  expect(await names(east.id)).toEqual(["周敏", "费启航", "邱悦"].sort());
  expect(await names("'; drop")).toEqual([]);
});
