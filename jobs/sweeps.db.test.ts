import { expect, test } from "vitest";
import { sql } from "../domain/kernel/db.server.ts";
import { newId } from "../domain/kernel/id.ts";
import { smallCity } from "../tests/support/small-city.ts";
import { stack } from "../tests/support/stack.ts";
import { runSweep, sweeps } from "./sweeps.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const names = Object.keys(sweeps) as (keyof typeof sweeps)[];

test("every sweep runs on a database with nothing to sweep", async () => {
  for (const name of names) expect([name, await runSweep(name)]).toEqual([name, "done"]);
});

test("a session that ran out is ended and recorded; one that lives stays", async () => {
  const person = await city.person("甲", { unit: city.health, duty: "liaison" });
  const session = (id: string, seen: Date) => ({
    id,
    publicId: newId(),
    personId: person.personId,
    createdAt: seen,
    lastSeenAt: seen,
    expiresAt: new Date(now.getTime() + 3_600_000),
  });
  await db.session.createMany({ data: [session("idle", new Date(now.getTime() - 3_600_000)), session("live", now)] });
  await runSweep("sessions-that-ran-out");
  expect((await db.session.findMany({ orderBy: { id: "asc" } })).map((s) => [s.id, s.endReason])).toEqual([
    ["idle", "idle"],
    ["live", null],
  ]);
  expect(await db.event.count({ where: { name: "people.session.ended", streamId: person.personId } })).toBe(1);
});

test("receipts go after thirty days", async () => {
  const receipt = (days: number) => ({
    commandId: newId(),
    name: "x",
    recordedAt: new Date(now.getTime() - days * 86_400_000),
  });
  await db.commandReceipt.createMany({ data: [receipt(31), receipt(29)] });
  await runSweep("old-receipts");
  expect(await db.commandReceipt.count({ where: { name: "x" } })).toBe(1);
});

test("while another node is at it a sweep waits for its next turn", async () => {
  const held = await sql<{ held: boolean }>(
    "select pg_try_advisory_lock(hashtextextended('job:old-receipts', 0)) as held",
  );
  expect(held[0]?.held).toBe(true);
  try {
    // The same pool may hand out the same connection; a second session must find it taken.
    const answers = await Promise.all(Array.from({ length: 6 }, () => runSweep("old-receipts")));
    expect(answers).toContain("elsewhere");
  } finally {
    await sql("select pg_advisory_unlock_all()");
  }
});
