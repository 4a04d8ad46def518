import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { sql } from "../kernel/db.server.ts";
import { newId } from "../kernel/id.ts";
import type { Actor } from "../people/actor.ts";
import { chainLink, firstBrokenEntry } from "./chain.server.ts";
import { type Access, logAccess } from "./log-access.server.ts";

const { db, url, now } = await stack();

let actor: Actor;
const read = (label: string): Access => ({ action: "search", subjectKind: "access-log", subjectLabel: label });
const ids = async () =>
  (await sql<{ id: string }>("select id::text as id from access_entry order by access_entry.id")).map(({ id }) => id);
/** Works against the log with its triggers out of the way: as somebody with the database's own password could. */
async function tampering(text: string, values: unknown[] = []) {
  await sql("alter table access_entry disable trigger user");
  try {
    await sql(text, values);
  } finally {
    await sql("alter table access_entry enable trigger user");
  }
}

beforeAll(async () => {
  const city = await smallCity(now);
  actor = await city.person("郑砚", { unit: city.city, duty: "auditor" });
  for (let i = 1; i <= 20; i++) await logAccess(actor, read(`第 ${i} 次`));
});

describe("the chain", () => {
  it("holds as it was written, and each entry follows the one before it", async () => {
    expect(await firstBrokenEntry()).toBeNull();
    for (const id of await ids()) expect(await chainLink(id)).toMatchObject({ fits: true });
    expect(await chainLink("999999")).toBeNull();
  });

  const changes: [string, string][] = [
    ["another person", "person_name = '他人'"],
    ["another unit", "unit_name = '他处'"],
    ["another reason", "reason = '改过'"],
    ["another subject", "subject_label = '群 2026-0001'"],
    ["another time", "at = at + interval '1 second'"],
    ["another session", "session_id = gen_random_uuid()"],
    ["another act", "action = 'open'"],
  ];
  it.each(changes)("finds an entry that was changed behind the triggers: %s", async (_, change) => {
    const id = (await ids())[9]!;
    await sql("create table kept as select * from access_entry");
    await tampering(`update access_entry set ${change} where id = $1::bigint`, [id]);
    expect(await firstBrokenEntry()).toBe(id);
    expect(await chainLink(id)).toMatchObject({ fits: false });
    await tampering("delete from access_entry");
    await tampering("insert into access_entry overriding system value select * from kept");
    await sql("drop table kept");
    expect(await firstBrokenEntry()).toBeNull();
  });

  it("finds that an entry was taken out, also when the next one is made to fit", async () => {
    const [taken, after] = (await ids()).slice(4, 6) as [string, string];
    await sql("create table kept as select * from access_entry");
    await tampering("delete from access_entry where id = $1::bigint", [taken]);
    expect(await firstBrokenEntry()).toBe(after);
    await tampering(
      "update access_entry set previous_hash = (select previous_hash from kept where id = $1::bigint) where id = $2::bigint",
      [taken, after],
    );
    expect(await firstBrokenEntry()).toBe(after);
    await tampering("delete from access_entry");
    await tampering("insert into access_entry overriding system value select * from kept");
    await sql("drop table kept");
  });

  it("stays unbroken when many write at once, in this process and in others", async () => {
    const before = (await ids()).length;
    const script = `
      const { logAccess } = await import("./domain/audit/log-access.server.ts");
      const { loadActor } = await import("./domain/people/actor.server.ts");
      const { closeDb } = await import("./domain/kernel/db.server.ts");
      const actor = await loadActor("${actor.personId}", new Date());
      for (let round = 0; round < 5; round++)
        await Promise.all(Array.from({ length: 8 }, (_, i) => logAccess(actor, { action: "search", subjectKind: "access-log", subjectLabel: process.argv[1] + i })));
      await closeDb();`;
    const other = (name: string) =>
      promisify(execFile)(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script, name],
        {
          env: { ...process.env, DATABASE_URL: url },
        },
      );
    const own = Array.from({ length: 40 }, (_, i) => logAccess(actor, read(`此处 ${i}`)));
    await Promise.all([other("甲"), other("乙"), ...own]);
    expect((await ids()).length).toBe(before + 120);
    expect(await firstBrokenEntry()).toBeNull();
    const previous = await sql<{ n: number }>("select count(distinct previous_hash)::int as n from access_entry");
    expect(previous[0]!.n).toBe(before + 120);
  });
});

describe("append-only", () => {
  it.each([
    ["update", "update access_entry set reason = 'x'"],
    ["delete", "delete from access_entry"],
    ["truncate", "truncate access_entry"],
  ])("refuses %s", async (_, text) => {
    await expect(sql(text)).rejects.toThrow(/append-only/);
    expect((await ids()).length).toBeGreaterThan(0);
  });

  it("an entry that cannot be written shows nothing: its writer is told, those who wrote beside it are not held up", async () => {
    const broken = { ...actor, personId: "not-an-id" };
    const written = await Promise.allSettled([
      logAccess(actor, read("之前")),
      logAccess(broken, read("坏")),
      logAccess(actor, { ...read("也坏"), reason: "\u0000" }),
      logAccess(actor, read("之后照常")),
    ]);
    expect(written.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
    expect(await firstBrokenEntry()).toBeNull();
  });
});

it("the entry names the grant that allowed it, not the first the person holds", async () => {
  const person = await db.person.findFirstOrThrow({ where: { name: "郑砚" } });
  const held = (id: string, duty: "researcher" | "auditor") => ({ ...actor.grants[0]!, id, duty });
  const two = { ...actor, personId: person.id, grants: [held(newId(), "researcher"), held(newId(), "auditor")] };
  await logAccess(two, read("两项授权"));
  const last = await db.accessEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(last).toMatchObject({ grantId: two.grants[1]!.id, duty: "审计员" });
  await logAccess(two, {
    action: "refused",
    subjectKind: "incident",
    subjectId: newId(),
    subjectLabel: "群 2026-0009",
  });
  expect((await db.accessEntry.findFirstOrThrow({ orderBy: { id: "desc" } })).grantId).toBeNull();
});
