import { progress } from "#cli/report.ts";
import { bigBoard } from "./board-data.ts";
import { benchCity } from "./people.ts";
import { compare, type Goal, percentile, print } from "./report.ts";
import { type Rig, withRig } from "./rig.ts";
import { longRoom } from "./room-data.ts";

const ROUNDS = 3;
const REQUESTS = 120;
const WARMUP = 40;
const SMALL = 100;
const BIG = 100_000;
const SHORT_ROOM = 100;
const LONG_ROOM = 10_000;

/** A page that is measured: where, and what must stand in it. */
type Page = { name: string; address: string; cookie: string; path: string; holds: string };

/**
 * Whole pages over HTTP, p95. Variant "growth": `/incidents` with 100,000 incidents (old ones closed, new ones open) against 100.
 * Variant "bare": against a bare server in its own process that runs SQL for the same rows and renders the same markup by
 * renderToPipeableStream. Variant "room": an incident with 10,000 entries against one with 100. The pages that are compared take turns
 * request by request, each in a process of its own, so that what else the machine does falls on all of them alike.
 */
export function bench(): Promise<void> {
  return withRig(async (rig) => {
    const startedAt = new Date();
    const small = await city(rig, "board_small", SMALL);
    const big = await city(rig, "board_big", BIG);
    const board = { path: "/incidents", holds: "试验事件" };
    const onSmall = { name: "small", ...(await portal(rig, small.url)), cookie: small.cookie, ...board };
    const onBig = { name: "big", ...(await portal(rig, big.url)), cookie: big.cookie, ...board };
    const bare = rig.part("bench/board-bare.ts", [], {
      DATABASE_URL: big.url,
      PAGE_OF: onBig.address,
      COOKIE: big.cookie,
    });
    const onBare = { name: "bare", ...(await bare.next<{ address: string }>()), cookie: "", ...board };
    const [p95, bytes] = await rounds("board", [onSmall, onBig, onBare]);
    const line = { kind: "bench", name: "board", startedAt, postgres: rig.postgres } as const;
    const n = { samples: REQUESTS * ROUNDS, warmup: WARMUP * ROUNDS, rows: BIG, callers: 1, lost: 0 };
    print({
      ...{ ...line, variant: "growth", n },
      metrics: { p95_ms: compare(p95.big!, p95.small!) },
      goals: [atMost(1.3)],
    });
    print({
      ...{ ...line, variant: "bare", n: { ...n, bytes: bytes.big!, bytes_base: bytes.bare! } },
      metrics: { p95_ms: compare(p95.big!, p95.bare!) },
      goals: [atMost(1.5)],
    });
    await bare.stop();
    await roomVariant(rig, small);
  });
}

const atMost = (want: number): Goal => ({ metric: "p95_ms.ratio", op: "<=", want });

async function roomVariant(rig: Rig, { url, cookie, made }: Awaited<ReturnType<typeof city>>): Promise<void> {
  const startedAt = new Date();
  const page = async (name: string, entries: number): Promise<Page> => ({
    ...{ name, ...(await portal(rig, url)), cookie },
    ...{ path: `/incidents/${await longRoom(url, made, entries)}`, holds: `第 ${entries - 1} 条` },
  });
  const [p95, bytes] = await rounds("room", [await page("short", SHORT_ROOM), await page("long", LONG_ROOM)]);
  print({
    ...{ kind: "bench", name: "board", variant: "room", startedAt, postgres: rig.postgres },
    n: {
      ...{ samples: REQUESTS * ROUNDS, warmup: WARMUP * ROUNDS, rows: LONG_ROOM, callers: 1, lost: 0 },
      ...{ bytes: bytes.long!, bytes_base: bytes.short! },
    },
    metrics: { p95_ms: compare(p95.long!, p95.short!) },
    goals: [atMost(1.5)],
  });
}

async function city(rig: Rig, name: string, incidents: number) {
  const url = await rig.database(name);
  const made = await benchCity(url, { people: 1, incidents: 0 });
  await bigBoard(url, made, incidents);
  progress(`board: ${incidents} incidents written`);
  return { url, made, cookie: made.persons[0]!.cookie };
}

async function portal(rig: Rig, url: string): Promise<{ address: string }> {
  const part = rig.part("cli/lianxi.ts", ["serve"], { DATABASE_URL: url, PORT: "0", LIANXI_MODE: "demo" });
  return part.next<{ address: string }>();
}

type Figures = Record<string, number[]>;

/** p95 of each round, and the bytes of each page. */
async function rounds(what: string, pages: Page[]): Promise<[Figures, Record<string, number>]> {
  const p95: Figures = {};
  const bytes: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    const times: Figures = Object.fromEntries(pages.map(({ name }) => [name, []]));
    for (let i = 0; i < WARMUP + REQUESTS; i++)
      for (const at of pages.keys()) {
        const page = pages[(at + i) % pages.length]!;
        const asked = await ask(page);
        bytes[page.name] = asked.bytes;
        if (i >= WARMUP) times[page.name]!.push(asked.ms);
      }
    for (const { name } of pages) {
      p95[name] = [...(p95[name] ?? []), percentile(times[name]!, 0.95)];
      progress(`${what} round ${round + 1} ${name}: p95 ${p95[name].at(-1)!.toFixed(1)} ms`);
    }
  }
  return [p95, bytes];
}

/** Milliseconds of one request, the body read to its end. */
async function ask({ address, cookie, path, holds }: Page): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  const response = await fetch(`${address}${path}`, {
    headers: { Cookie: cookie, Accept: "text/html", "Sec-Fetch-Mode": "navigate" },
    redirect: "manual",
  });
  const body = await response.text();
  const ms = performance.now() - started;
  if (response.status !== 200 || !body.includes(holds)) throw new Error(`${path} answered ${response.status}`);
  return { ms, bytes: Buffer.byteLength(body) };
}
