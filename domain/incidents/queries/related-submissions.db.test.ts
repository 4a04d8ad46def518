import { expect, test } from "vitest";
import { anIncident, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentCommands } from "../commands/index.server.ts";
import { relatedSubmissions } from "./related-submissions.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const recorder = await city.person("记", { unit: city.east, duty: "recorder" });
const westOnly = await city.person("西协", { unit: city.west, duty: "coordinator" });
const supervisor = await city.person("督", { unit: city.city, duty: "supervisor" });
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (intent: keyof typeof incidentCommands, input: object, at = later(30)): Promise<any> =>
  execute(incidentCommands[intent] as Command, zhou, input, { commandId: newId(), now: at });
let taken = 0;
/** A letter recorded so many minutes after the incident was reported. */
async function letter(title: string, minutes: number, more: { countyId?: string | null; body?: string } = {}) {
  const id = newId();
  taken += 1;
  await db.submission.create({
    data: {
      ...{ id, number: `S-${taken}`, channel: "letter", title, body: "正文", petitioner: "某", textHash: id },
      ...{ unitId: city.east.id, unitPath: city.east.path, countyId: city.east.id },
      ...{ receivedAt: later(minutes), recordedAt: later(minutes), ...more },
    },
  });
  return id;
}
const titles = async (actor: Actor, incidentId: string) =>
  (await relatedSubmissions(actor, incidentId, later(60))).map((one) => one.title);
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error) => error.code,
  );

await letter("搅拌站扬尘早有反映", -30);
const incidentId = await anIncident(zhou, city.east, now, "搅拌站扬尘噪声");
const first = await letter("搅拌站夜里扬尘", 5);
await letter("搅拌站噪声影响高考", 6);
await letter("供水管网改造", 7);
await letter("搅拌站扬尘，西县", 8, { countyId: city.west.id });
await letter("不知哪个县的搅拌站扬尘", 9, { countyId: null });
await letter("", 10, { body: "搅拌站扬尘，没有写标题" });

test("what came since, of the same county, with words in common, newest first; for those who may link alone", async () => {
  const expected = ["搅拌站扬尘，没有写标题", "搅拌站噪声影响高考", "搅拌站夜里扬尘"];
  expect(await titles(zhou, incidentId)).toEqual(expected);
  expect(await titles(recorder, incidentId)).toEqual(expected);
  expect(await refused(titles(supervisor, incidentId))).toBe("not_allowed");
  expect(await refused(titles(westOnly, incidentId))).toBe("not_found");
});

test("nothing is stored by asking, and nobody is named in the answer", async () => {
  const count = async () =>
    (
      await sql<{ n: number }>(
        "select (select count(*) from event)::int + (select count(*) from incident_link)::int + (select count(*) from room_visit)::int as n",
      )
    )[0]!.n;
  const before = await count();
  const [one] = await relatedSubmissions(zhou, incidentId, later(60));
  expect(Object.keys(one!).sort()).toEqual(["channel", "id", "number", "receivedAt", "recordedAt", "title"]);
  expect(await count()).toBe(before);
});

test("what is linked is offered no more, nor what was taken off again with a reason; its words count while it is linked", async () => {
  await run("link-submissions", { incidentId, submissionIds: [first], reason: "同一家搅拌站" });
  expect(await titles(zhou, incidentId)).not.toContain("搅拌站夜里扬尘");
  const { id: linkId } = await db.incidentLink.findFirstOrThrow({ where: { incidentId, targetId: first } });
  await run("unlink-submission", { linkId, reason: "是另一家" }, later(40));
  expect(await titles(zhou, incidentId)).not.toContain("搅拌站夜里扬尘");
});

test("an incident of the whole city looks at every county; an exercise and what is closed or merged away at none", async () => {
  const report = (more: object) =>
    run(
      "report",
      { title: "搅拌站扬尘噪声", level: 2, countyId: city.east.id, place: "村口", occurredAt: now, ...more },
      now,
    );
  const whole = (await report({ countyId: city.city.id })).incidentId;
  expect(await titles(zhou, whole)).toContain("搅拌站扬尘，西县");
  expect(await titles(zhou, (await report({ drill: true })).incidentId)).toEqual([]);
  const other = (await report({})).incidentId;
  expect((await titles(zhou, other)).length).toBe(3);
  await run("merge", {
    ...{ incidentId, otherId: other, survivorVersion: 1, absorbedVersion: 1, choices: {}, reason: "同一件" },
  });
  expect(await titles(zhou, other)).toEqual([]);
  await run("close", { incidentId, outcome: "已答复" }, later(50));
  expect(await titles(zhou, incidentId)).toEqual([]);
});

test("it walks the index of the county's newest, whatever else there is", async () => {
  await sql("set enable_seqscan = off");
  const plan = await sql<{ "QUERY PLAN": string }>(
    "explain select s.id from submission s where s.county_id = $1 and s.received_at >= $2 order by s.received_at desc, s.id desc limit 500",
    [city.east.id, now],
  );
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toContain("submission_county_id_received_at_id_idx");
});
