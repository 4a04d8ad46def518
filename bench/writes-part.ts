import pg from "pg";
import { postEntry } from "#domain/incidents/commands/entries.server.ts";
import { execute } from "#domain/kernel/command.server.ts";
import { closeDb } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { loadActor } from "#domain/people/actor.server.ts";

const [side, seconds, callers, personId, ...incidents] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  ...string[],
];
const text = "现场约四十人，情绪平稳，代表已进接待室，等待市生态环境局到场说明监测结果。";

/** One entry through the whole path, as a socket's command runs it. */
async function ours(incidentId: string): Promise<void> {
  const actor = await loadActor(personId!, new Date());
  await execute(postEntry, actor!, { incidentId, text }, { commandId: newId() });
}

type Statement = { text: string; values: unknown[]; name?: string };

/** The statements that one entry was seen to run on the wire, in order, with the ids it used. */
async function captured(incidentId: string): Promise<{ statements: Statement[]; commandId: string }> {
  const statements: Statement[] = [];
  const original = pg.Client.prototype.query;
  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
    const [first, values] = args;
    if (typeof first === "string") statements.push({ text: first, values: values ?? [] });
    else if (typeof first?.text === "string")
      statements.push({ text: first.text, values: first.values ?? values ?? [], name: first.name });
    return (original as (...a: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  const commandId = newId();
  const actor = await loadActor(personId!, new Date());
  await execute(postEntry, actor!, { incidentId, text }, { commandId });
  pg.Client.prototype.query = original;
  return { statements, commandId };
}

async function bare(incidentId: string) {
  const { statements, commandId } = await captured(incidentId);
  const begin = statements.findIndex((s) => /^begin/i.test(s.text));
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: Number(callers) });
  const swap = (value: unknown, ids: Map<string, string>): unknown => {
    if (typeof value !== "string") return value instanceof Date ? new Date() : value;
    let swapped = value;
    for (const [from, to] of ids) swapped = swapped.replaceAll(from, to);
    return swapped;
  };
  const once = async (target: string) => {
    const ids = new Map([
      [commandId, newId()],
      [incidentId, target],
    ]);
    const run = (client: pg.Pool | pg.PoolClient, s: Statement, at: number) =>
      client.query({ name: `b${at}`, text: s.text, values: s.values.map((v) => swap(v, ids)) });
    for (const [at, s] of statements.slice(0, begin).entries()) await run(pool, s, at);
    const client = await pool.connect();
    try {
      for (const [at, s] of statements.slice(begin).entries())
        await (s.values.length === 0 && !s.name ? client.query(s.text) : run(client, s, begin + at));
    } finally {
      client.release();
    }
  };
  return { once, end: () => pool.end() };
}

const base = side === "base" ? await bare(incidents[0]!) : undefined;
await closeDb();
const once = base?.once ?? ours;

async function load(milliseconds: number): Promise<number> {
  let done = 0;
  const end = performance.now() + milliseconds;
  await Promise.all(
    Array.from({ length: Number(callers) }, async (_, caller) => {
      const incident = incidents[caller % incidents.length]!;
      while (performance.now() < end) {
        await once(incident);
        done += 1;
      }
    }),
  );
  return done;
}

const warmup = await load(1500);
const started = performance.now();
const samples = await load(Number(seconds) * 1000);
process.stdout.write(
  `${JSON.stringify({ per_s: samples / ((performance.now() - started) / 1000), samples, warmup })}\n`,
);
await base?.end();
await closeDb();
