import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { escapeXml, type PlantedRow, templateHeader, xlsxFile } from "../../../tests/support/xlsx-file.ts";
import { unseal } from "../../kernel/cipher.server.ts";
import { execute } from "../../kernel/command.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import { Refusal } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { importProblems, importView, unfinishedImports } from "../queries/imports.server.ts";
import { stageRows } from "../staging.server.ts";
import { sweepImports } from "../sweep-imports.server.ts";
import { discardImport } from "./discard-import.server.ts";
import { publishImport } from "./publish-import.server.ts";
import { startImport } from "./start-import.server.ts";

const { db, now } = await stack({ now: "2026-11-24T03:02:00Z" });
const city = await smallCity(now);
const zhou = await city.person("周", { unit: city.city, duty: "coordinator" });
const qian = await city.person("钱", { unit: city.east, duty: "recorder" });
const outsider = await city.person("外", { unit: city.west, duty: "recorder" });
const reader = await city.person("督", { unit: city.city, duty: "supervisor" });

const folder = mkdtempSync(join(tmpdir(), "lianxi-import-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
type Given = { by?: Actor; unit?: { id: string }; commandId?: string };

/** Plants a workbook and reads it to the end of its dry run. */
async function dryRun(rows: readonly PlantedRow[], { by = zhou, unit = city.city, commandId }: Given = {}) {
  const content = xlsxFile({ rows: [templateHeader, ...rows] });
  const path = join(folder, `${++files}.xlsx`);
  writeFileSync(path, content);
  const file = {
    path,
    fileName: "登记表.xlsx",
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
    discard: async () => rmSync(path, { force: true }),
  };
  const { importId, done } = await startImport(by, { unitId: unit.id, ...file }, { now, commandId });
  await done;
  return { importId, path };
}

const row = (number: string | null, title: string, more: Partial<Record<string, string>> = {}) => [
  number,
  more.petitioner ?? "陶某",
  title,
  more.at ?? "2026-11-23 09:18",
  more.body ?? `${title}，请管一管。`,
  more.channel ?? "来电",
  more.county ?? "",
  more.place ?? "红石镇",
  more.phone ?? null,
];

const publish = (importId: string, rows: number, { goodOnly = false, by = zhou, commandId = newId() } = {}) =>
  execute(publishImport, by, { importId, rows, goodOnly }, { commandId, now });
const discard = (importId: string, by = zhou) => execute(discardImport, by, { importId }, { commandId: newId(), now });
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );
const written = (importId: string) => db.submission.findMany({ where: { importId }, orderBy: { number: "asc" } });
const staged = (importId: string) => db.submissionImportRow.count({ where: { importId } });
const all = () => db.submission.count();

describe("a dry run", () => {
  test("says what each row is and why, writes nothing, and can be found again", async () => {
    const before = await all();
    const { importId, path } = await dryRun([
      row("101", "搅拌站昨夜又开到天亮", { phone: "13800000001", county: "东县" }),
      row("102", "罐车压坏村前路面", { at: "十一月初" }),
      row(null, "没有编号"),
      row("104", "上门反映", { channel: "上门" }),
      row("105", "", { body: " " }),
      row("106", "还没有到的一天", { at: "2027-11-02" }),
      row("107", "在别处", { county: "澜北" }),
      row("101", "搅拌站昨夜又开到天亮", { phone: "13800000001", county: "东县" }),
      row("108", "搅拌站昨夜又开到天亮", { body: "搅拌站昨夜又开到天亮，请管一管。" }),
    ]);
    const view = await importView(zhou, importId, now);
    expect(view).toMatchObject({
      state: "read",
      fileName: "登记表.xlsx",
      unit: "试验市",
      total: 9,
      figures: { read: 9, good: 1, doubtful: 1, bad: 6, duplicates: 1, already: 0 },
    });
    const bad = await importProblems(zhou, importId, { kind: "bad", size: 100 }, now);
    expect(bad.map(({ row, column, reason }) => [row, column, reason.zh])).toEqual([
      [3, "收到时间", "不是日期：「十一月初」"],
      [4, "编号", "为空"],
      [5, "形式", "「上门」不在五种形式之内"],
      [6, "内容", "标题和内容都为空"],
      [7, "收到时间", "晚于今天：2027-11-02"],
      [8, "县区", "「澜北」不在组织树中"],
    ]);
    expect(await importProblems(zhou, importId, { kind: "duplicate", size: 9 }, now)).toMatchObject([{ row: 9 }]);
    expect(await importProblems(zhou, importId, { kind: "doubtful", size: 9 }, now)).toMatchObject([
      { row: 10, code: "same_text" },
    ]);
    expect((await importProblems(zhou, importId, { kind: "bad", after: 6, size: 1 }, now)).map((l) => l.row)).toEqual([
      7,
    ]);
    expect(await all()).toBe(before);
    expect(existsSync(path)).toBe(false);
    expect((await unfinishedImports(zhou, now)).map(({ id }) => id)).toContain(importId);
    const [event] = await sql<{ name: string }>("select name from event where stream_id = $1", [importId]);
    expect(event!.name).toBe("submissions.import.read");
    await discard(importId);
  });

  test("a planted formula leaves nothing but its reason", async () => {
    const { importId, path } = await dryRun([
      row("201", "好行"),
      [
        { xml: (ref) => `<c r="${ref}"><f>${escapeXml('HYPERLINK("http://x")')}</f><v>1</v></c>` },
        ...row("", "坏行").slice(1),
      ],
    ]);
    const view = await importView(zhou, importId, now);
    expect(view.state).toBe("refused");
    expect(view.refusal!.zh).toContain("A3 是公式");
    expect([await staged(importId), await all(), existsSync(path)]).toEqual([0, 0, false]);
    expect(await refusalOf(publish(importId, 1))).toBe("wrong_state");
  });

  test("for a unit outside one's grants it is refused, and the file goes", async () => {
    const before = await db.submissionImport.count();
    expect(await refusalOf(dryRun([row("301", "好行")], { by: qian, unit: city.city }))).toBe("not_allowed");
    expect(await refusalOf(dryRun([row("301", "好行")], { by: reader }))).toBe("not_allowed");
    expect(existsSync(join(folder, `${files}.xlsx`))).toBe(false);
    expect(await db.submissionImport.count()).toBe(before);
  });

  test("sent twice under one command id it is read once", async () => {
    const commandId = newId();
    const first = await dryRun([row("302", "好行")], { commandId });
    const second = await dryRun([row("302", "好行")], { commandId });
    expect(second.importId).toBe(first.importId);
    expect(existsSync(second.path)).toBe(false);
    expect((await importView(zhou, first.importId, now)).figures.read).toBe(1);
    await discard(first.importId);
  });
});

describe("publishing", () => {
  test("writes all rows at once, numbered by day of receipt, with sealed phones, counties and flags", async () => {
    const { importId } = await dryRun([
      row("401", "路灯不亮", { at: "2026-11-20 10:00", phone: "13800000002", county: "东县" }),
      row("402", "路灯不亮", { at: "2026-11-20 09:00" }),
      row("403", "井盖丢了", { at: "2026-11-21 23:59", channel: "网信", county: "西县" }),
    ]);
    expect(await publish(importId, 3)).toMatchObject({ written: 3 });
    const rows = await written(importId);
    expect(rows.map((r) => [r.externalNumber, r.number])).toEqual([
      ["402", "20261120-0001"],
      ["401", "20261120-0002"],
      ["403", "20261121-0001"],
    ]);
    const [early, late, third] = rows;
    expect(early!.sameTextAs).toBeNull();
    expect(late).toMatchObject({ sameTextAs: early!.id, countyId: city.east.id, unitId: city.city.id, doubts: [] });
    expect(early!.doubts).toEqual(["same_text"]);
    expect(third).toMatchObject({ channel: "web", countyId: city.west.id, unitPath: city.city.path });
    expect(late!.phoneSealed).not.toContain("138");
    expect(unseal("phone", late!.phoneSealed)).toBe("13800000002");
    expect(third!.grams).toEqual(expect.arrayContaining(["井盖", "丢了", "管"]));
    expect(await staged(importId)).toBe(0);
    const names = (
      await sql<{ name: string }>("select name from event where stream_id = $1 order by seq", [importId])
    ).map((e) => e.name);
    expect(names).toEqual(["submissions.import.read", "submissions.import.published"]);
  });

  test("the same file again adds nothing, and says that the numbers are there", async () => {
    const file = [
      row("401", "路灯不亮", { at: "2026-11-20 10:00", phone: "13800000002", county: "东县" }),
      row("403", "井盖又丢了", { at: "2026-11-21 23:59", channel: "网信" }),
    ];
    const before = await all();
    const { importId } = await dryRun(file);
    expect((await importView(zhou, importId, now)).figures).toMatchObject({ read: 2, good: 0, already: 2 });
    const lines = await importProblems(zhou, importId, { kind: "duplicate", size: 9 }, now);
    expect(lines.map(({ row, code }) => [row, code])).toEqual([
      [2, "already"],
      [3, "already_differs"],
    ]);
    expect(await publish(importId, 0)).toMatchObject({ written: 0, already: 2 });
    expect(await all()).toBe(before);
    // The list of findings stays, the texts do not.
    expect(await importProblems(zhou, importId, { kind: "duplicate", size: 9 }, now)).toHaveLength(2);
    const kept = await db.submissionImportRow.findMany({ where: { importId } });
    expect(kept.every((r) => r.title === "" && r.body === "" && r.phoneSealed === null && r.grams === "")).toBe(true);
  });

  test("bad rows block until the number of the good ones is named, and while it is what it was", async () => {
    const { importId } = await dryRun([row("501", "好行"), row("502", "又一好行"), row("503", "坏行", { at: "昨天" })]);
    expect(await refusalOf(publish(importId, 2))).toBe("wrong_state");
    expect(await refusalOf(publish(importId, 3, { goodOnly: true }))).toBe("stale");
    expect((await written(importId)).length).toBe(0);
    // Another import of the same unit takes one of the numbers meanwhile.
    const other = await dryRun([row("502", "又一好行")]);
    await publish(other.importId, 1);
    expect(await refusalOf(publish(importId, 2, { goodOnly: true }))).toBe("stale");
    expect((await importView(zhou, importId, now)).figures).toMatchObject({ good: 1, bad: 1, already: 1 });
    expect(await publish(importId, 1, { goodOnly: true })).toMatchObject({ written: 1, already: 1 });
    const [header] = await db.submissionImport.findMany({ where: { id: importId } });
    expect(header).toMatchObject({ state: "published", written: 1, bad: 1, publishedBy: "周" });
  });

  test("two at once: one writes, the other is told; the same press twice is one", async () => {
    const { importId } = await dryRun([row("601", "甲"), row("602", "乙")]);
    const li = await city.person("李", { unit: city.city, duty: "recorder" });
    const results = await Promise.allSettled([publish(importId, 2), publish(importId, 2, { by: li })]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const loser = results.find((r) => r.status === "rejected")!.reason as Refusal;
    expect(loser.code).toBe("wrong_state");
    expect(loser.sentence.zh).toMatch(/^[周李]已写入这份文件，共 2 行/);
    expect((await written(importId)).length).toBe(2);

    const again = await dryRun([row("603", "丙")]);
    const commandId = newId();
    const both = await Promise.all([
      publish(again.importId, 1, { commandId }),
      publish(again.importId, 1, { commandId }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect((await written(again.importId)).length).toBe(1);
  });

  test("two files with the same numbers at once: each number is there once", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => row(`7${String(i).padStart(2, "0")}`, `第 ${i} 件`));
    const a = await dryRun(rows);
    const b = await dryRun(rows);
    const codes = await Promise.all([refusalOf(publish(a.importId, 40)), refusalOf(publish(b.importId, 40))]);
    expect(codes.sort()).toEqual([null, "stale"]);
    expect(await db.submission.count({ where: { externalNumber: { startsWith: "7" } } })).toBe(40);
    const numbers = (await db.submission.findMany({ select: { number: true } })).map((r) => r.number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("units own what they import: the same number for another unit is another submission", async () => {
    const { importId } = await dryRun([row("401", "路灯不亮")], { by: qian, unit: city.east });
    expect(await publish(importId, 1, { by: qian })).toMatchObject({ written: 1 });
    const [one] = await written(importId);
    expect(one).toMatchObject({ unitId: city.east.id, countyId: city.east.id });
    expect(one!.sameTextAs).not.toBeNull();
  });

  test("an outsider finds no import, whatever he asks", async () => {
    const { importId } = await dryRun([row("801", "好行")], { by: qian, unit: city.east });
    const attempts = [
      importView(outsider, importId, now),
      importProblems(outsider, importId, { kind: "bad", size: 9 }, now),
      publish(importId, 1, { by: outsider }),
      discard(importId, outsider),
      importView(reader, importId, now),
    ];
    expect(await Promise.all(attempts.map(refusalOf))).toEqual(attempts.map(() => "not_found"));
    expect(await unfinishedImports(outsider, now)).toEqual([]);
    await discard(importId, qian);
  });
});

describe("what leads to nothing leaves nothing", () => {
  test("a discarded import has no rows, cannot be published and is no longer listed", async () => {
    const before = await all();
    const { importId } = await dryRun([row("901", "好行")]);
    await discard(importId);
    expect([await staged(importId), await all()]).toEqual([0, before]);
    expect(await refusalOf(publish(importId, 1))).toBe("wrong_state");
    expect((await unfinishedImports(zhou, now)).map(({ id }) => id)).not.toContain(importId);
  });

  test("a reading whose process died between two batches is swept, and nothing was published", async () => {
    const before = await all();
    const importId = newId();
    const died = new Date(now.getTime() - 10 * 60_000);
    await db.submissionImport.create({
      data: {
        ...{ id: importId, fileName: "a.xlsx", fileSize: 1, sha256: "", unitId: city.city.id, byId: zhou.personId },
        ...{ state: "reading", createdAt: died, touchedAt: died },
      },
    });
    const value = {
      ...{ externalNumber: "1001", petitioner: "", title: "一半", body: "", receivedAt: now },
      ...{ channel: "web" as const, county: "", place: "", phone: "" },
    };
    const batch = [{ row: 2, problems: [], textHash: "x", sameTextAsRow: null, grade: "good" as const, value }];
    expect(await stageRows({ importId, countyId: () => null }, batch, 1000)).toBe(true);
    expect(await refusalOf(publish(importId, 1))).toBe("wrong_state");
    await sql("update submission_import set touched_at = $2 where id = $1", [importId, died]);
    const view = await importView(zhou, importId, now);
    expect([view.state, view.refusal!.zh.startsWith("读取中断")]).toEqual(["refused", true]);
    expect([await staged(importId), await all()]).toEqual([0, before]);
    expect(await sweepImports(now)).toBe(0);
    // A batch that comes late finds nothing to belong to.
    expect(await stageRows({ importId, countyId: () => null }, batch, 1000)).toBe(false);
    expect(await staged(importId)).toBe(0);
  });

  test("discarded while it is read, the reading stops", async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => row(`x${i}`, `第 ${i} 件来电反映夜间噪声`));
    const content = xlsxFile({ rows: [templateHeader, ...rows] });
    const path = join(folder, "long.xlsx");
    writeFileSync(path, content);
    const { importId, done } = await startImport(
      zhou,
      { unitId: city.city.id, path, fileName: "long.xlsx", size: 1, sha256: "", discard: async () => rmSync(path) },
      { now },
    );
    await expect.poll(async () => staged(importId), { timeout: 15_000 }).toBeGreaterThan(0);
    await discard(importId);
    await done;
    expect([await staged(importId), existsSync(path)]).toEqual([0, false]);
    expect((await importView(zhou, importId, now)).state).toBe("discarded");
  });
});
