import { progress } from "#cli/report.ts";
import { until } from "#prisma/embedded/process-table.ts";
import { type Goal, percentile } from "../bench/report.ts";
import { type Cable, layCable } from "./cable.ts";
import { type Counts, check } from "./check.ts";
import { type FaultCity, faultCity } from "./city.ts";
import { isReady, type PortalNode, type RedisServer } from "./programs.ts";
import { randomFrom } from "./random.ts";
import { one, type Rig, type RigOptions } from "./rig.ts";
import { type Outsider, openOutsider, openScreen, type Screen } from "./screens.ts";
import { startWriters, type Writers } from "./writers.ts";

export type Size = {
  /** How often it breaks. */
  kills: number;
  /** Writes acknowledged between two of these: from, and up to so many more. */
  between: [number, number];
  writers?: number;
  /** browser-away: how long each browser is cut off. */
  awaySeconds?: number[];
  /** Acknowledged writes that a trial bound by time goes on to. */
  least?: number;
};

/** What a fault works on while writers write and screens watch. */
export type Stage = {
  rig: Rig;
  url: string;
  size: Size;
  city: FaultCity;
  nodes: PortalNode[];
  redis: RedisServer | undefined;
  writers: Writers;
  screens: Screen[];
  /** What a fault itself found lost or doubled, beside entries. */
  found: { lost: number; duplicated: number };
  /** What else was not as it should be, a sentence each. */
  problems: string[];
  /** Figures of its own. */
  metrics: Record<string, number>;
  /** Cables of the screens from the third on, where the fault has asked for them. */
  cables: Cable[];
  random: () => number;
  /** Waits for a random number of writes and then for a moment with requests under way. */
  someWrites(): Promise<void>;
  /** Counts a break that has happened. */
  broke(): void;
  /** From now on everything works again: measures until every screen, or that one, has what is there now. */
  mended(screen?: number): Promise<void>;
};

export type Fault = {
  name: string;
  /** What its checker has to catch first: a bug of faults/plants.mjs. */
  plant: string;
  nodes: number;
  withRedis: boolean;
  /** Entries are sent twice at once and once later. */
  twice?: boolean;
  /** `full` acknowledges 3,000 writes or more; `few` is what `npm test` runs; `planted` is enough for the planted bug. */
  /** A rig of its own kind. */
  rig?: RigOptions;
  /** Goals of its own metrics. */
  goals?: Goal[];
  /** What else has to be so afterwards; a sentence for each thing that is not. */
  problems?(stage: Stage): string[];
  sizes: { full: Size; few: Size; planted: Size };
  /** Screens from the third on hang on a cable each. */
  cabled?: boolean;
  /** Something to try while nobody writes or watches yet. */
  first?(stage: Pick<Stage, "url" | "nodes" | "found" | "problems" | "metrics">): Promise<void>;
  act(stage: Stage): Promise<void>;
};

export type Told = {
  counts: Counts;
  metrics: Record<string, number>;
  resync: number[];
  problems: string[];
  said: Map<string, number>;
};

const SCREENS = 5;
const INCIDENTS = 5;
let trials = 0;

/** One trial: a fresh database, real portals, writers, screens and outsiders; then the checker. */
export async function runTrial(
  fault: Fault,
  rig: Rig,
  size: Size,
  { seed, plant }: { seed: number; plant?: string },
): Promise<Told> {
  const ends: (() => unknown)[] = [];
  const resync: number[] = [];
  const problems: string[] = [];
  let kills = 0;
  try {
    const url = await rig.database(`fault_${fault.name.replaceAll("-", "_")}_${++trials}`);
    const redis = fault.withRedis ? await rig.redis() : undefined;
    const count = { incidents: INCIDENTS, writers: size.writers ?? 10, screens: SCREENS, outsiders: 2 };
    const city = await faultCity(url, count);
    const env = { DATABASE_URL: url, LIANXI_FILES_DIR: rig.files, ...(redis && { REDIS_URL: redis.url }) };
    const nodes: PortalNode[] = [];
    for (let i = 0; i < fault.nodes; i++) {
      nodes.push(await rig.node(env, plant));
      ends.push(nodes[i]!.stop);
    }
    const addresses = nodes.map(({ address }) => address);
    const found = { lost: 0, duplicated: 0 };
    const metrics: Record<string, number> = {};
    await fault.first?.({ url, nodes, found, problems, metrics });
    const from = (index: number) => addresses.map((_, i) => addresses[(i + index) % addresses.length]!);
    const screens: Screen[] = [];
    const cables: Cable[] = [];
    for (const [index, cookie] of city.screens.entries()) {
      let of = from(index);
      if (fault.cabled && index >= 2) {
        const cable = await layCable(of[0]!);
        cables.push(cable);
        ends.push(cable.close);
        of = [cable.address];
      }
      screens.push(await openScreen(of, cookie, city.incidents[index % INCIDENTS]!));
      ends.push(screens[index]!.close);
    }
    const outsiders: Outsider[] = city.outsiders.map((cookie, index) =>
      openOutsider(from(index), cookie, city.incidents),
    );
    for (const outsider of outsiders) ends.push(outsider.close);
    const writers = startWriters({
      addresses,
      cookies: city.writers,
      incidents: city.incidents,
      twice: fault.twice ?? false,
    });
    ends.push(() => writers.stop().catch(() => {}));
    const random = randomFrom(seed);
    // A planted bug may keep a screen from ever being complete; that need not be waited for.
    const patience = plant ? 8000 : 60_000;
    const measuring: Promise<void>[] = [];
    const stage: Stage = {
      rig,
      url,
      size,
      city,
      problems,
      nodes,
      redis,
      writers,
      screens,
      cables,
      found,
      metrics,
      random,
      async someWrites() {
        await writers.more(Math.round(size.between[0] + random() * size.between[1]));
        await new Promise((resolve) => setTimeout(resolve, random() * 40));
        await writers.busy();
      },
      broke() {
        kills += 1;
      },
      async mended(which) {
        const heads = await headsOf(url);
        const since = performance.now();
        for (const screen of which === undefined ? screens : [screens[which]!])
          measuring.push(
            until(() => screen.lastSeq() >= (heads.get(screen.incidentId) ?? 0), patience, 10).then((caughtUp) => {
              if (caughtUp) resync.push((performance.now() - since) / 1000);
              else problems.push("a screen did not catch up in time");
            }),
          );
      },
    };
    progress(
      `${fault.name}${plant ? ` (planted: ${plant})` : ""} seed ${seed}: ${fault.nodes} node(s), ${count.writers} writers`,
    );
    await fault.act(stage);
    await writers.stop();
    for (const node of nodes)
      if (!(await until(() => isReady(node.address), 60_000, 200))) problems.push(`${node.address} is not ready again`);
    await stage.mended();
    await Promise.all(measuring);
    const { counts, problems: seen } = await check(url, writers.ledger, screens, outsiders);
    return {
      counts: {
        ...counts,
        lost: counts.lost + found.lost,
        duplicated: counts.duplicated + found.duplicated,
        kills,
      },
      metrics,
      resync,
      problems: [...problems, ...seen, ...disagreements(writers), ...(fault.problems?.(stage) ?? [])],
      said: writers.said,
    };
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const disagreements = ({ disagreed }: Writers) =>
  disagreed.slice(0, 3).map((text) => `"${text}" was sent several times and got different answers`);

/** The newest number of each incident. */
async function headsOf(url: string): Promise<Map<string, number>> {
  const { rows } = await one(url, "select id, seq from stream where kind = 'incident'");
  return new Map((rows as { id: string; seq: number }[]).map(({ id, seq }) => [id, seq]));
}

/** Whether the checker saw it: something lost, doubled or leaked. */
export const isCaught = ({ counts }: Told): boolean => counts.lost + counts.duplicated + counts.leaked > 0;

export const p95 = (values: number[]): number =>
  values.length === 0 ? 0 : Number(percentile(values, 0.95).toFixed(2));
