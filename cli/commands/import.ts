import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { newId } from "#domain/kernel/id.ts";
import { Refusal } from "#domain/kernel/refusal.ts";
import { inLanguage, type Sentence, say } from "#domain/kernel/sentence.ts";
import type { Actor } from "#domain/people/actor.ts";
import { type ImportView, writableRows } from "#domain/submissions/imports.ts";
import { Halt } from "#prisma/halt.ts";
import { withPortalDatabase } from "../database.ts";
import type { Ending } from "../ending.ts";
import { result, tell } from "../report.ts";

type Asked = { file: string; unit?: string; as?: string; dryRun: boolean; goodOnly: boolean };

/**
 * `lianxi import submissions FILE.xlsx [--dry-run] [--unit SHORTNAME] [--good-only] [--as LOGIN]`: reads the file, says what is
 * wrong with it, and writes its rows in one transaction. Bad rows block unless `--good-only`. The rows belong to `--unit`
 * (without it, to the unit of who acts); without `--as` the first acts who may import for it. Progress on stderr, one JSON
 * line on stdout. Exit 0 ran, 1 nothing was written because of bad rows, 2 bad input.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      "good-only": { type: "boolean", default: false },
      unit: { type: "string" },
      as: { type: "string" },
    },
  });
  const [kind, given, ...more] = positionals;
  if (kind !== "submissions" || !given || more.length > 0)
    throw new Halt(
      say(
        "用法：lianxi import submissions 文件.xlsx [--dry-run] [--unit 单位简称] [--good-only] [--as 账号]",
        "Usage: lianxi import submissions FILE.xlsx [--dry-run] [--unit SHORTNAME] [--good-only] [--as LOGIN]",
      ),
      2,
    );
  const file = resolve(given);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Halt(say(`没有这个文件：${given}`, `There is no such file: ${given}`), 2);
  const asked = { file, unit: values.unit, as: values.as, dryRun: values["dry-run"], goodOnly: values["good-only"] };
  return withPortalDatabase("import", (ending) => importFile(asked, ending));
}

async function importFile(asked: Asked, ending: Ending): Promise<number> {
  const { execute } = await import("#domain/kernel/command.server.ts");
  const { startImport } = await import("#domain/submissions/commands/start-import.server.ts");
  const { publishImport } = await import("#domain/submissions/commands/publish-import.server.ts");
  const { discardImport } = await import("#domain/submissions/commands/discard-import.server.ts");
  const { importProblems, importView } = await import("#domain/submissions/queries/imports.server.ts");
  const { importLine } = await import("../result-line.ts");

  const startedAt = new Date();
  const { actor, unit } = await whoActs(asked, clockNow());
  tell(say(`以${actor.name}（${actor.unitName}）的名义，归属${unit.name}。`, `As ${actor.login}, for ${unit.name}.`));
  const begun = performance.now();
  const { importId, done } = await startImport(
    actor,
    { unitId: unit.id, ...(await sheetOf(asked.file)) },
    { now: clockNow() },
  );
  let kept = false;
  ending.add(async () => {
    const view = await importView(actor, importId, clockNow());
    if (!kept && (view.state === "reading" || view.state === "read"))
      await execute(discardImport, actor, { importId }, { commandId: newId() });
  });
  const shown = setInterval(() => void importView(actor, importId, clockNow()).then(showReading, () => {}), 1000);
  await Promise.race([done, ending.told]);
  clearInterval(shown);
  ending.check();

  const view = await importView(actor, importId, clockNow());
  const metrics: Record<string, number> = { dry_run_ms: Math.round(performance.now() - begun) };
  if (view.refusal) throw new Halt(view.refusal, 2);
  showFigures(view);
  const bad = await importProblems(actor, importId, { kind: "bad", size: view.figures.bad }, clockNow());
  const print = async (written: number) =>
    result(
      await importLine({
        name: "submissions",
        variant: basename(asked.file),
        startedAt,
        n: { ...view.figures, written },
        metrics,
        errors: bad.map(({ row, column, code }) => ({ row, column, code })),
      }),
    );
  if (asked.dryRun) {
    await print(0);
    return 0;
  }
  try {
    const publishing = performance.now();
    const rows = writableRows(view.figures);
    const { written } = await execute(
      publishImport,
      actor,
      { importId, rows, goodOnly: asked.goodOnly },
      { commandId: newId() },
    );
    kept = true;
    metrics.publish_ms = Math.round(performance.now() - publishing);
    tell(say(`已写入 ${written} 行。`, `${written} rows written.`));
    await print(written);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(withHint(error.sentence, view.figures.bad > 0));
    await print(0);
    return 1;
  }
}

const withHint = ({ zh, en }: Sentence, bad: boolean): Sentence =>
  bad ? say(`${zh}（--good-only）`, `${en} (--good-only)`) : say(zh, en);

function showReading({ figures, total }: ImportView): void {
  tell(
    total === null
      ? say("正在检查文件……", "Checking the file …")
      : say(`试读 ${figures.read} / ${total} 行`, `Read ${figures.read} of ${total} rows`),
  );
}

function showFigures({ figures: f }: ImportView): void {
  tell(
    say(
      `读入 ${f.read}：良好 ${f.good}，存疑 ${f.doubtful}，错误 ${f.bad}，重复 ${f.duplicates}，已在库中 ${f.already}。`,
      `Read ${f.read}: ${f.good} good, ${f.doubtful} doubtful, ${f.bad} bad, ${f.duplicates} duplicates, ${f.already} there already.`,
    ),
  );
}

async function sheetOf(path: string) {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  // The file is the caller's own and stays.
  return { path, fileName: basename(path), size, sha256: hash.digest("hex"), discard: async () => {} };
}

/** The account that is named, else everybody with a grant, the widest scope first. */
const CANDIDATES = `
select p.id from person p left join grants g on g.person_id = p.id and g.scope_kind = 'unit' left join unit u on u.id = g.scope_id
where $1::text = p.login or ($1::text is null and g.id is not null) group by p.id order by min(length(u.path)), p.login`;

/** Who acts and for which unit. Halt (2) when the account or the unit is unknown or the one may not import for the other. */
async function whoActs(asked: Asked, now: Date): Promise<{ actor: Actor; unit: { id: string; name: string } }> {
  const { db, sql } = await import("#domain/kernel/db.server.ts");
  const { loadActor } = await import("#domain/people/actor.server.ts");
  const { submissionUnitRules } = await import("#domain/permissions/submissions.ts");
  const named = asked.unit === undefined ? null : await db().unit.findUnique({ where: { shortName: asked.unit } });
  if (asked.unit !== undefined && !named)
    throw new Halt(
      say(`没有简称为“${asked.unit}”的单位。`, `There is no unit with the short name “${asked.unit}”.`),
      2,
    );
  const people = await sql<{ id: string }>(CANDIDATES, [asked.as ?? null]);
  let why: Sentence = say(
    "没有人有导入的授权，请先由管理员授权。",
    "Nobody holds a grant to import; an administrator gives one first.",
  );
  if (asked.as !== undefined && people.length === 0)
    why = say(`没有账号“${asked.as}”。`, `There is no account “${asked.as}”.`);
  for (const { id } of people) {
    const actor = await loadActor(id, now);
    if (!actor) continue;
    const unit = named ?? (await db().unit.findUniqueOrThrow({ where: { id: actor.unitId } }));
    const verdict = submissionUnitRules["submissions.import"](actor, { unitPath: unit.path }, now);
    if (verdict === true) return { actor, unit: { id: unit.id, name: unit.shortName } };
    if (asked.as !== undefined) why = say(inLanguage(verdict, "zh-CN"), inLanguage(verdict, "en"));
  }
  throw new Halt(why, 2);
}
