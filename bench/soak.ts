import { parseArgs } from "node:util";
import { progress } from "#cli/report.ts";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { benchCity } from "./people.ts";
import { print } from "./report.ts";
import { withRig } from "./rig.ts";

const SOCKETS = 2000;
const INCIDENTS = 50;
/** Sessions; each has ten sockets open. */
const PEOPLE = 200;
/** Entries a second in all; each goes to forty screens. */
const RATE = 20;
/** File descriptors that a node needs beside its sockets: database, files, listening. */
const SPARE = 200;

type Memory = { rss: number; heap: number; sockets: number; fds: number; maxFds: number };

/**
 * 2,000 sockets of 200 sessions in 50 incidents for `--minutes` (10): whether memory stays flat, nobody is dropped and nothing is lost. The time
 * is parted in ten; the last tenth's memory is held against the third's, by when every screen is in and every cache is filled.
 */
export function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { minutes: { type: "string", default: "10" } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= 600))
    throw new Halt(say("--minutes 为 0 到 600 之间的数。", "--minutes is a number between 0 and 600."), 2);
  return withRig(async (rig) => {
    const startedAt = new Date();
    const url = await rig.database("soak");
    const city = await benchCity(url, { people: PEOPLE, incidents: INCIDENTS });
    const server = rig.part("cli/lianxi.ts", ["serve"], { DATABASE_URL: url, PORT: "0", LIANXI_MODE: "demo" });
    const { address } = await server.next<{ address: string }>();
    const { maxFds } = await memoryOf(address);
    if (maxFds > 0 && maxFds < SOCKETS + SPARE)
      throw new Halt(
        say(
          `打开文件数上限为 ${maxFds}，不足 ${SOCKETS + SPARE}：请先执行 ulimit -n 65536。`,
          `The limit of open files is ${maxFds}, less than ${SOCKETS + SPARE}: run ulimit -n 65536 first.`,
        ),
      );
    const seconds = Math.round(minutes * 60);
    const screens = rig.part("bench/soak-screens.ts", [
      JSON.stringify({
        address,
        incidents: city.incidents,
        cookies: city.persons.map(({ cookie }) => cookie),
        sockets: SOCKETS,
        rate: RATE,
        seconds,
      }),
    ]);
    const { entered } = await screens.next<{ entered: number }>();
    const done = screens.next<{ samples: number; p50: number; p99: number; lost: number; dropped: number }>();
    const samples = await watch(address, seconds);
    const told = await done;
    const part = (tenth: number, of: keyof Memory) =>
      mean(
        samples
          .slice(Math.floor((samples.length * (tenth - 1)) / 10), Math.ceil((samples.length * tenth) / 10))
          .map((sample) => sample[of]),
      );
    const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
    const rssRatio = Number((part(10, "rss") / part(3, "rss")).toFixed(3));
    print({
      kind: "bench",
      name: "soak",
      variant: `${SOCKETS}x${INCIDENTS}, ${minutes} min`,
      startedAt,
      postgres: rig.postgres,
      n: { samples: told.samples, warmup: 5 * RATE, rows: told.samples, callers: entered, lost: told.lost },
      metrics: {
        p50_ms: round(told.p50),
        p99_ms: round(told.p99),
        rss_third_mib: mib(part(3, "rss")),
        rss_last_mib: mib(part(10, "rss")),
        rss_ratio: rssRatio,
        heap_third_mib: mib(part(3, "heap")),
        heap_last_mib: mib(part(10, "heap")),
        dropped: told.dropped,
        sockets_at_end: samples.at(-1)?.sockets ?? 0,
        lost: told.lost,
      },
      goals: [
        { metric: "rss_ratio", op: "<=", want: 1.1 },
        { metric: "dropped", op: "<=", want: 0 },
        { metric: "sockets_at_end", op: ">=", want: SOCKETS },
        { metric: "lost", op: "<=", want: 0 },
      ],
    });
  });
}

/** What the portal says of itself, once a second. */
async function watch(address: string, seconds: number): Promise<Memory[]> {
  const samples: Memory[] = [];
  const start = performance.now();
  for (let second = 1; second <= seconds; second++) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + second * 1000 - performance.now())));
    samples.push(await memoryOf(address));
    const { rss, heap, sockets } = samples.at(-1)!;
    if (second % 30 === 0)
      progress(
        `soak ${second} s: ${Math.round(rss / 2 ** 20)} MiB, heap ${Math.round(heap / 2 ** 20)} MiB, ${sockets} sockets`,
      );
  }
  return samples;
}

async function memoryOf(address: string): Promise<Memory> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? 0);
  return {
    rss: read("process_resident_memory_bytes"),
    heap: read("nodejs_heap_size_used_bytes"),
    sockets: read("lianxi_sockets"),
    fds: read("process_open_fds"),
    maxFds: read("process_max_fds"),
  };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const round = (value: number) => Number(value.toPrecision(4));
