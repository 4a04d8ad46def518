import { type Browser, chromium, type Page } from "playwright-core";
import { progress } from "#cli/report.ts";
import { SESSION_COOKIE } from "#domain/people/session.ts";
import { chromiumPath } from "../tests/support/programs.ts";
import { bigBoard } from "./board-data.ts";
import { benchCity } from "./people.ts";
import { compare, type Goal, median, percentile, print } from "./report.ts";
import { type Rig, withRig } from "./rig.ts";

const ROUNDS = 3;
const LOADS = 5;
const KEYS = 40;
const SMALL = 20;
const BIG = 200;

type Board = { name: string; address: string; cookie: string };
/** Milliseconds: from the last byte of the page until its last card answers; from a key to the frame that shows what it did. */
type Figures = { hydrated: number[]; move: number[]; filter: number[] };

/**
 * Variant "screen" of board: the board in a real browser at 1366×768, 200 open incidents against 20, in one run and taking turns.
 * `hydration_ms`: median of the loads. `move_ms`: `j` from card to card, `filter_ms`: the space bar on a level of the query bar, p95 of the keys.
 */
export function bench(): Promise<void> {
  return withRig(async (rig) => {
    const startedAt = new Date();
    const boards = [await board(rig, "small", SMALL), await board(rig, "big", BIG)];
    const executablePath = await chromiumPath();
    if (!executablePath) throw new Error("this bench needs a Chromium");
    const args = ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
    const browser = await chromium.launch({ executablePath, args });
    const rounds: Record<string, Figures> = Object.fromEntries(
      boards.map(({ name }) => [name, { hydrated: [], move: [], filter: [] }]),
    );
    try {
      for (let round = 1; round <= ROUNDS; round++)
        for (const one of round % 2 === 0 ? [...boards].reverse() : boards) {
          const { hydrated, move, filter } = await figures(browser, one);
          const kept = rounds[one.name]!;
          kept.hydrated.push(median(hydrated));
          kept.move.push(percentile(move, 0.95));
          kept.filter.push(percentile(filter, 0.95));
          const shown = [median(hydrated), percentile(move, 0.95), percentile(filter, 0.95)].map((ms) => ms.toFixed(1));
          progress(`screen round ${round} ${one.name}: hydration ${shown[0]}, j ${shown[1]}, filter ${shown[2]} ms`);
        }
    } finally {
      await browser.close();
    }
    const { small, big } = rounds;
    const feels = (metric: string): Goal => ({ metric: `${metric}.ours`, op: "<=", want: 100 });
    print({
      ...{ kind: "bench", name: "board", variant: "screen", startedAt, postgres: rig.postgres },
      n: { rows: BIG, rows_base: SMALL, loads: LOADS * ROUNDS, keys: KEYS * ROUNDS, callers: 1, lost: 0 },
      metrics: {
        hydration_ms: compare(big!.hydrated, small!.hydrated),
        move_ms: compare(big!.move, small!.move),
        filter_ms: compare(big!.filter, small!.filter),
      },
      goals: [feels("move_ms"), feels("filter_ms")],
    });
  });
}

async function board(rig: Rig, name: string, open: number): Promise<Board> {
  const url = await rig.database(`screen_${name}`);
  const made = await benchCity(url, { people: 1, incidents: 0 });
  await bigBoard(url, made, open, open);
  const part = rig.part("cli/lianxi.ts", ["serve"], { DATABASE_URL: url, PORT: "0", LIANXI_MODE: "demo" });
  return { name, ...(await part.next<{ address: string }>()), cookie: made.persons[0]!.cookie };
}

async function figures(browser: Browser, { address, cookie }: Board): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
  const value = cookie.slice(SESSION_COOKIE.length + 1);
  await context.addCookies([{ name: SESSION_COOKIE, value, url: address }]);
  await context.addInitScript(inPage);
  const page = await context.newPage();
  const hydrated: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    await page.goto(`${address}/incidents`);
    hydrated.push(await read(page, "hydrated"));
  }
  const times = async (press: () => Promise<void>) => {
    const all: number[] = [];
    for (let i = 0; i < KEYS; i++) {
      await page.evaluate(() => {
        (window as unknown as Watched).painted = null;
      });
      await press();
      all.push(await read(page, "painted"));
    }
    return all;
  };
  await page.locator("[data-card] a").first().focus();
  const move = await times(() => page.keyboard.press("j"));
  const level = page.locator("input[name=level]").first();
  const filter = await times(async () => {
    await level.focus();
    await page.keyboard.press("Space");
  });
  await context.close();
  return { hydrated, move, filter };
}

type Watched = { hydrated: number | null; painted: number | null };
const read = async (page: Page, what: keyof Watched): Promise<number> => {
  const found = await page.waitForFunction((name) => (window as unknown as Watched)[name as keyof Watched], what, {
    polling: "raf",
  });
  return (await found.jsonValue()) as number;
};

/** Runs in the page before its own scripts: notes when the last card has become React's, and when the frame after a key is out. */
function inPage(): void {
  const watched = window as unknown as Watched;
  watched.hydrated = null;
  watched.painted = null;
  const look = () => {
    const last = [...document.querySelectorAll("[data-card]")].at(-1);
    const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (last && page && page.responseEnd > 0 && Object.keys(last).some((key) => key.startsWith("__reactFiber")))
      watched.hydrated = performance.now() - page.responseEnd;
    else setTimeout(look, 1);
  };
  look();
  addEventListener(
    "keydown",
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        // After the frame: what was queued in it is painted.
        const after = new MessageChannel();
        after.port1.onmessage = () => {
          watched.painted = performance.now() - timeStamp;
        };
        after.port2.postMessage(null);
      }),
    { capture: true },
  );
}
