import { result } from "#cli/report.ts";
import { closeDb, db, sql, transaction } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import type { SubmissionChannel } from "#domain/submissions/channels.ts";
import { type ListQuestion, noFilter, type SubmissionFilter, usualPageSize } from "#domain/submissions/filter.ts";
import { insertSubmissions, type NewSubmission } from "#domain/submissions/insert.server.ts";
import { countSubmissions, listSubmissions } from "#domain/submissions/queries/list.server.ts";

/** `fill COUNT` writes that many submissions into the bench city; `measure` prints the milliseconds of each question on every line of stdin. */
const [task, count] = process.argv.slice(2) as ["fill" | "measure", string | undefined];

const WARMUP = 5;
const SAMPLES = 40;
/** So many rows hold the rare word, and so many came by fax, at any size. */
const RARE = 60;
const BATCH = 5000;

/** Invented words of two characters; the first are said more often than the last, as words are. */
const characters = [
  ..."东南西北街巷路桥村镇水电气暖房屋楼道车站学校医院市场工厂噪声灰尘垃圾积水停放收费物业小区施工夜间",
];
const words = Array.from(
  { length: 900 },
  (_, i) => characters[(i * 7) % characters.length]! + characters[(i * 11 + Math.floor(i / 41)) % characters.length]!,
);
let state = 7;
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};
const text = (length: number) =>
  Array.from({ length }, () => words[Math.floor(words.length * random() ** 3)]!)
    .join("")
    .replace(/(.{24})/g, "$1，");

const YEARS = 3 * 365 * 86_400_000;
const now = Date.now();

async function fill(rows: number): Promise<void> {
  const city = await db().unit.findFirstOrThrow({ where: { kind: "city" } });
  const county = await db().unit.findFirstOrThrow({ where: { kind: "county" } });
  const every = Math.floor(rows / RARE);
  // The index is built at the end, as a restore does; the bench measures what comes after.
  await sql("drop index submission_grams_idx");
  for (let from = 0; from < rows; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - from) }, (_, k): NewSubmission => {
      const i = from + k;
      const at = new Date(now - YEARS + Math.floor((YEARS * i) / rows));
      const owner = i % 100 === 0 ? county : city;
      const said = [
        text(60 + Math.floor(random() * 120)),
        random() < 0.3 && "供暖",
        random() < 0.06 && "搅拌站",
        i % every === 0 && "麒麟",
        i < rows / 10 && "旧城改造",
      ];
      const channel: SubmissionChannel = i % every === 1 ? "fax" : (["web", "web", "call", "letter"] as const)[i % 4]!;
      return {
        ...{
          id: newId(at.getTime()),
          number: `B-${i}`,
          externalNumber: `${i}`,
          channel,
          title: text(6),
          petitioner: "某某",
        },
        ...{
          body: said.filter(Boolean).join("。"),
          place: "",
          phoneSealed: null,
          idNumberSealed: null,
          addressSealed: null,
        },
        ...{ countyId: owner === county ? county.id : null, unitId: owner.id, unitPath: owner.path, receivedAt: at },
        ...{ recordedAt: at, recordedById: null, importId: null, textHash: `b${i}`, sameTextAs: null, doubts: [] },
      };
    });
    await transaction((tx) => insertSubmissions(tx, batch), 300_000);
  }
  await sql("set maintenance_work_mem = '512MB'");
  await sql("create index submission_grams_idx on submission using gin (grams)");
  await sql("vacuum analyze submission");
}

/** Questions of one page each; every one has a full page at any size. */
export const questions = {
  first: {},
  deep: {},
  common: { text: "供暖" },
  phrase: { text: "搅拌站" },
  rare: { text: "麒麟" },
  old: { text: "旧城改造" },
  fax: { channel: "fax" },
  county: {},
} satisfies Record<string, Partial<SubmissionFilter>>;
export type Question = keyof typeof questions;

async function measure(): Promise<Record<string, number[]>> {
  const person = await db().person.findFirstOrThrow({ orderBy: { login: "asc" } });
  const actor = (await loadActor(person.id, new Date()))!;
  const county = await db().unit.findFirstOrThrow({ where: { kind: "county" } });
  const [deep] = await sql<{ id: string; at: Date }>(
    "select id, received_at as at from submission order by received_at, id offset (select count(*) / 5 from submission) limit 1",
  );
  const times: Record<string, number[]> = {};
  for (const [name, filter] of Object.entries(questions) as [Question, Partial<SubmissionFilter>][]) {
    const question: ListQuestion = {
      filter: { ...noFilter, ...filter, ...(name === "county" && { county: county.id }) },
      at: name === "deep" ? { after: { id: deep!.id, at: deep!.at.getTime() } } : null,
      size: name === "county" ? 10 : usualPageSize,
    };
    times[name] = await timed(async () => {
      const { lines } = await listSubmissions(actor, question, new Date());
      if (lines.length !== question.size) throw new Error(`${name} answered ${lines.length} lines`);
    });
    if (name === "deep") continue;
    times[`count of ${name}`] = await timed(async () => {
      if ((await countSubmissions(actor, question.filter, new Date())) < 10) throw new Error(`${name} counts too few`);
    });
  }
  return times;
}

/** Milliseconds of each of `SAMPLES` goes after a warm-up. */
async function timed(go: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < WARMUP + SAMPLES; i++) {
    const started = performance.now();
    await go();
    if (i >= WARMUP) took.push(performance.now() - started);
  }
  return took;
}

if (task === "fill") {
  await fill(Number(count));
  result(JSON.stringify({ filled: Number(count) }));
} else result(JSON.stringify(await measure()));
await closeDb();
