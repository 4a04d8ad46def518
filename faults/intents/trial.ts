import { isDeepStrictEqual } from "node:util";
import { Client } from "pg";
import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { until } from "#prisma/embedded/process-table.ts";
import type { EveryIntent, Known, Outcome, Walk, World } from "./every.ts";
import { pages } from "./every.ts";
import { script } from "./script.ts";
import { buildWorld } from "./world.ts";

/** What the trial of all intents works with: two nodes of one database. */
type Place = { url: string; addresses: string[]; found: { duplicated: number }; problems: string[] };
/** What an answer says, in a form that two answers can be compared in. */
type Answer = { yes: boolean; says: unknown };
type Sent = { intent: EveryIntent; events: string[] };

/** Thrown at the first intent that does not behave: what comes after it would say nothing more. */
class Misbehaved extends Error {}

/**
 * Walks through every intent of the registries twice, in a county each: once as one does, then with each sent at the same moment
 * through two nodes and once more afterwards under the same command id. Asked three times an intent has to answer the same yes
 * three times and to leave what it leaves when it is asked once: the same events, and as many rows in every table.
 * Returns how many intents were sent so. Runs before anybody else writes.
 */
export async function sendEveryIntent({ url, addresses, found, problems }: Place): Promise<number> {
  const client = new Client({ connectionString: url, application_name: "faults" });
  await client.connect();
  const sql = async <R>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as R[];
  const eventsOf = async (commandId: string) =>
    (await sql<{ name: string }>("select name from event where command_id = $1 order by id", [commandId])).map(
      ({ name }) => name,
    );
  const settled = async (commandId: string) =>
    (
      await sql<{ outcome: Outcome | null }>("select outcome from command_receipt where command_id = $1", [commandId])
    )[0]?.outcome;

  /** Sends one intent as often as `times` says, and answers with what it has done. */
  async function ask(world: World, intent: EveryIntent, input: object, by: "a" | "b", thrice: boolean) {
    const commandId = newId();
    const { cookie } = world[by];
    const send = (node: number) => sendOnce(addresses[node % addresses.length]!, cookie, intent, commandId, input);
    const answers = await Promise.all(thrice ? [send(0), send(1)] : [send(0)]);
    if (thrice) {
      const before = await eventsOf(commandId);
      answers.push(await send(0));
      const events = await eventsOf(commandId);
      const same = answers.every((answer) => isDeepStrictEqual(answer, answers[0]));
      if (!same || !isDeepStrictEqual(events, before)) {
        found.duplicated += 1;
        throw new Misbehaved(
          `${intent}, sent three times: ${events.length} event(s), answers ${JSON.stringify(answers)}`,
        );
      }
    }
    if (!answers[0]!.yes) throw new Misbehaved(`${intent} was refused: ${JSON.stringify(answers[0])}`);
    return { outcome: (await settled(commandId)) ?? ({} as Outcome), events: await eventsOf(commandId) };
  }

  async function walkThrough(tag: string, thrice: boolean): Promise<Sent[]> {
    const world = await buildWorld(client, tag);
    const sent: Sent[] = [];
    const walk: Walk = {
      world,
      known: {} as Known,
      async send(intent, input, by = "a") {
        const { outcome, events } = await ask(world, intent, input, by, thrice);
        sent.push({ intent, events });
        return outcome;
      },
      async open(path, by) {
        const headers = { Cookie: world[by].cookie, Accept: "text/html", "Sec-Fetch-Dest": "document" };
        await (await fetch(`${addresses[0]}${path}`, { headers })).text();
      },
      row: async <R>(text: string, values?: unknown[]) => (await sql<R>(text, values))[0]!,
    };
    for (const [intent, step] of Object.entries(script) as [EveryIntent, (typeof script)[EveryIntent]][]) {
      await step(walk);
      if (!sent.some((one) => one.intent === intent)) throw new Misbehaved(`the step of ${intent} does not send it`);
    }
    return sent;
  }

  try {
    const empty = await rowsOf(sql);
    const once = await walkThrough("甲", false);
    const afterOnce = await settledRows(sql);
    const thrice = await walkThrough("乙", true);
    for (const [index, { intent, events }] of thrice.entries())
      if (!isDeepStrictEqual(events, once[index]!.events)) {
        found.duplicated += 1;
        problems.push(`${intent}: once ${once[index]!.events}, three times ${events}`);
      }
    const wanted = difference(empty, afterOnce);
    const isSame = async () => isDeepStrictEqual(difference(afterOnce, await rowsOf(sql)), wanted);
    if (!(await until(isSame, 15_000, 300))) {
      const got = difference(afterOnce, await rowsOf(sql));
      for (const table of Object.keys({ ...wanted, ...got }))
        if (got[table] !== wanted[table]) {
          found.duplicated += 1;
          problems.push(`${table}: once ${wanted[table] ?? 0} rows, three times ${got[table] ?? 0}`);
        }
    }
    return new Set(thrice.map(({ intent }) => intent)).size;
  } catch (error) {
    if (!(error instanceof Misbehaved)) throw error;
    problems.push(error.message);
    return 0;
  } finally {
    await client.end();
  }
}

/** One request, as the page that has the intent sends it: JSON to /commands, or a form of a page without scripts. */
async function sendOnce(
  address: string,
  cookie: string,
  intent: EveryIntent,
  commandId: string,
  input: object,
): Promise<Answer> {
  const page = (pages as { [intent: string]: string | undefined })[intent];
  const body = { ...input, intent, commandId };
  const headers = { Cookie: cookie, Origin: address };
  if (!page) {
    const response = await fetch(`${address}/commands`, {
      method: "POST",
      headers: { ...headers, Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const reply = (await response.json()) as CommandReply;
    return reply.ok ? { yes: true, says: reply.outcome } : { yes: false, says: reply };
  }
  const response = await fetch(`${address}${page}`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, Accept: "text/html", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" },
    body: new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])),
  });
  await response.text();
  return { yes: response.status < 400, says: [response.status, response.headers.get("Location")] };
}

type Sql = <R>(text: string, values?: unknown[]) => Promise<R[]>;
type Rows = { [table: string]: number };

/**
 * Rows of every table. Deliveries come and go by themselves, the portal's own sweeps leave a receipt a minute, and counters and its
 * stream are made by the first who needs them.
 */
async function rowsOf(sql: Sql): Promise<Rows> {
  const tables = await sql<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname not in ('_prisma_migrations', 'delivery', 'command_receipt', 'counter', 'stream') order by 1`,
  );
  const [counted] = await sql<Rows>(
    `select ${tables.map(({ name }) => `(select count(*)::int from "${name}") as "${name}"`).join(", ")}`,
  );
  return counted!;
}

/** The same once nothing changes any more: consumers follow the writes. */
async function settledRows(sql: Sql): Promise<Rows> {
  let rows = await rowsOf(sql);
  await until(
    async () => {
      const waiting = await sql("select 1 from delivery limit 1");
      const now = await rowsOf(sql);
      const still = waiting.length === 0 && isDeepStrictEqual(now, rows);
      rows = now;
      return still;
    },
    15_000,
    300,
  );
  return rows;
}

const difference = (from: Rows, to: Rows): Rows =>
  Object.fromEntries(Object.keys(to).map((table) => [table, to[table]! - (from[table] ?? 0)]));
