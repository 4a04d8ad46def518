import { expect, test } from "vitest";
import { z } from "zod";
import { anIncident, smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { postEntry } from "../incidents/commands/entries.server.ts";
import { onCommitted } from "./bus.ts";
import { seal, unseal } from "./cipher.server.ts";
import { command, execute } from "./command.server.ts";
import { sql } from "./db.server.ts";
import { newId } from "./id.ts";
import { record } from "./record.server.ts";
import { Refusal } from "./refusal.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const zhao = await city.person("赵", { unit: city.city, duty: "coordinator" });
const qian = await city.person("钱", { unit: city.city, duty: "coordinator" });
const incidentId = await anIncident(zhao, city.east, now);
const seqOf = async () => (await db.stream.findUniqueOrThrow({ where: { id: incidentId } })).seq;
const post = (text: string, commandId = newId(), actor = zhao) =>
  execute(postEntry, actor, { incidentId, text }, { commandId });

test("the same command id a second time returns the first outcome and writes nothing", async () => {
  const id = newId();
  const first = await post("一", id);
  const before = await seqOf();
  expect(await post("一", id)).toEqual(first);
  expect(await seqOf()).toBe(before);
});

test("twenty of the same at once act once", async () => {
  const id = newId();
  const before = await seqOf();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => post("同时", id)));
  expect(new Set(outcomes.map((o) => o.seq)).size).toBe(1);
  expect(await seqOf()).toBe(before + 1);
});

test("another person cannot take a command id", async () => {
  const id = newId();
  await post("我的", id);
  await expect(post("别人的", id, qian)).rejects.toThrow(Refusal);
});

test("forty at once on one incident get forty consecutive numbers and one event and delivery each", async () => {
  const before = await seqOf();
  const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => post(`并发 ${i}`)));
  expect(outcomes.map((o) => o.seq).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, i) => before + 1 + i),
  );
  const [{ n }] = (await sql<{ n: number }>(
    "select count(*)::int as n from delivery d join event e on e.id = d.event_id where e.stream_id = $1 and e.seq > $2",
    [incidentId, before],
  )) as [{ n: number }];
  expect(n).toBe(40);
});

test("a refused command leaves no event, no receipt, no delivery, and announces nothing", async () => {
  const heard: unknown[] = [];
  const stop = onCommitted((events) => heard.push(...events));
  const failing = command("test.fails", z.object({}), async ({ tx }) => {
    await record(tx, "incidents.entry.pinned", incidentId, { incidentId, pinnedSeq: null, text: "" });
    throw new Refusal("wrong_state", { zh: "不行", en: "no" });
  });
  const id = newId();
  const before = await seqOf();
  await expect(execute(failing, zhao, {}, { commandId: id })).rejects.toThrow(Refusal);
  expect(await seqOf()).toBe(before);
  expect(await db.commandReceipt.findUnique({ where: { commandId: id } })).toBeNull();
  expect(heard).toEqual([]);
  stop();
});

test("the audit log takes no change but a strike, and loses no row", async () => {
  await post("写下的");
  await expect(sql("update event set data = '{}' where stream_id = $1", [incidentId])).rejects.toThrow(/append-only/);
  await expect(sql("delete from event where stream_id = $1", [incidentId])).rejects.toThrow(/append-only/);
});

test("a malformed input is refused with the field's own sentence", async () => {
  const refusal = await post("").catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "invalid", fields: { text: { zh: "请写点内容或添附件" } } });
});

test("a sealed field opens again, never under another field's name, never when altered", () => {
  const sealed = seal("phone", "13800001234")!;
  expect(sealed).not.toContain("1380");
  expect(unseal("phone", sealed)).toBe("13800001234");
  expect(seal("phone", "13800001234")).not.toBe(sealed);
  expect(() => unseal("address", sealed)).toThrow();
  expect(() => unseal("phone", `${sealed.slice(0, -2)}AA`)).toThrow();
  expect(seal("phone", "")).toBeNull();
});
