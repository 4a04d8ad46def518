import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { portalEnv } from "../../tests/support/databases.ts";
import { lianxi } from "../../tests/support/lianxi.ts";
import { smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { exportHeader, templateHeader, xlsxFile } from "../../tests/support/xlsx-file.ts";

const { db, url } = await stack();
const city = await smallCity(new Date());
const east = await city.person("钱", { unit: city.east, duty: "recorder" });
const coordinator = await city.person("周", { unit: city.city, duty: "coordinator" });

const folder = mkdtempSync(join(tmpdir(), "lianxi-import-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = portalEnv(url, { LIANXI_MODE: "test" }) as Record<string, string>;
async function importing(...args: string[]) {
  const ran = await lianxi(["import", "submissions", ...args], env);
  return { ...ran, line: ran.stdout ? JSON.parse(ran.stdout) : null };
}
function file(name: string, rows: readonly (readonly string[])[], header: readonly string[] = templateHeader) {
  const path = join(folder, name);
  writeFileSync(path, xlsxFile({ rows: [header, ...rows] }));
  return path;
}
const row = (number: string, title: string, at = "2026-01-20 10:00") => [number, "陶某", title, at, "请管一管", "来电"];
const mixed = file("mixed.xlsx", [
  row("1", "路灯不亮"),
  row("2", "井盖丢了"),
  row("2", "井盖丢了"),
  row("3", "不对", "昨天"),
]);
/** Staged rows that still have something to be written; of rows that were not, number and reason stay. */
const leftOver = () =>
  db.submissionImportRow.count({
    where: { OR: [{ grade: { in: ["good", "doubtful"] } }, { title: { not: "" } }, { grams: { not: "" } }] },
  });

describe("lianxi import submissions", () => {
  test("a dry run says what it found and leaves nothing", async () => {
    const { code, line, stderr } = await importing(mixed, "--dry-run");
    expect(code).toBe(0);
    expect(line).toMatchObject({
      ...{ v: 1, kind: "import", name: "submissions", variant: "mixed.xlsx" },
      n: { read: 4, good: 2, doubtful: 0, bad: 1, duplicates: 1, written: 0, already: 0 },
      errors: [{ row: 5, column: "收到时间", code: "date_unreadable" }],
    });
    expect(stderr).toContain("归属试验市");
    expect([await db.submission.count(), await leftOver()]).toEqual([0, 0]);
  });

  test("bad rows block: nothing is written, exit 1 with a sentence; --good-only writes the others", async () => {
    const blocked = await importing(mixed);
    expect([blocked.code, blocked.line.n.written]).toEqual([1, 0]);
    expect(blocked.stderr).toContain("有 1 行错误，没有写入");
    expect([await db.submission.count(), await leftOver()]).toEqual([0, 0]);
    const good = await importing(mixed, "--good-only", "--unit", "东县", "--as", east.login);
    expect([good.code, good.line.n.written]).toEqual([0, 2]);
    expect(await db.submission.count({ where: { unitId: city.east.id, recordedById: east.personId } })).toBe(2);
    const again = await importing(mixed, "--good-only", "--unit", "东县", "--as", east.login);
    expect([again.code, again.line.n]).toMatchObject([0, { written: 0, already: 2, good: 0 }]);
    expect(await db.submission.count()).toBe(2);
  });

  test("bad input is 2 and says what is wrong", async () => {
    const wrongColumns = file("columns.xlsx", [["a"]], ["甲", "乙"]);
    for (const [args, says] of [
      [[], "用法"],
      [[join(folder, "none.xlsx")], "没有这个文件"],
      [[mixed, "--unit", "无此单位"], "没有简称为“无此单位”的单位"],
      [[mixed, "--as", "nobody"], "没有账号“nobody”"],
      [[mixed, "--unit", "西县", "--as", east.login], "没有为这个单位导入信访件的授权"],
      [[wrongColumns], "缺少列"],
      [[mixed, "--nonsense"], "nonsense"],
    ] as const) {
      const ran = await importing(...args);
      expect([args, ran.code, ran.stdout]).toEqual([args, 2, ""]);
      expect(ran.stderr).toContain(says);
    }
    expect([await db.submission.count(), await leftOver()]).toEqual([2, 0]);
  });
});

const real = fileURLToPath(new URL("../../../shared/data/grievances.xlsx", import.meta.url));
const present = existsSync(real);
test.skipIf(!present)(
  `the export of 3,823 messages is written once${present ? "" : " (skipped: ../shared/data/grievances.xlsx is absent)"}`,
  { timeout: 120_000 },
  async () => {
    expect(exportHeader).toHaveLength(7);
    const before = await db.submission.count();
    const { code, line } = await importing(real);
    expect(code).toBe(0);
    expect(line.n).toEqual({
      ...{ read: 3823, good: 3777, doubtful: 46, bad: 0, duplicates: 0, already: 0, written: 3823 },
    });
    process.stdout.write(
      `3,823 rows: dry run ${line.metrics.dry_run_ms} ms, published in ${line.metrics.publish_ms} ms\n`,
    );
    expect(await db.submission.count()).toBe(before + 3823);
    expect(await db.submission.count({ where: { sameTextAs: { not: null } } })).toBe(46);
    expect(await db.submission.count({ where: { recordedById: coordinator.personId } })).toBe(3823);
    const again = await importing(real);
    expect([again.code, again.line.n]).toMatchObject([0, { already: 3823, written: 0 }]);
    expect([await db.submission.count(), await leftOver()]).toEqual([before + 3823, 0]);
  },
);
