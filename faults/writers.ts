import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { pause } from "./random.ts";

/** One entry that somebody wanted written, and what he was told about it. */
export type Write = {
  commandId: string;
  incidentId: string;
  text: string;
  /** The number that the portal answered with; null until it did. */
  seq: number | null;
  /** An answer was missing or said that nobody knows: only the retry with the same commandId told. */
  indeterminate: boolean;
};

type Outcome = "acked" | "refused-connection" | "not-saved" | "unclear";
export type Sent = { outcome: Outcome; seq?: number; reply?: CommandReply };

/** Sends one entry once. Nothing is retried underneath. */
export async function send(address: string, cookie: string, write: Write): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch(`${address}/commands`, {
      method: "POST",
      headers: { Cookie: cookie, Origin: address, Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify({
        intent: "post",
        commandId: write.commandId,
        incidentId: write.incidentId,
        text: write.text,
      }),
      signal: AbortSignal.timeout(30_000),
    });
    const reply = (await response.json()) as CommandReply;
    if (reply.ok) return { outcome: "acked", seq: (reply.outcome as { seq: number }).seq, reply };
    if (reply.code !== "failed") throw new Refused(`${write.text}: ${reply.code} ${reply.message}`);
    return { outcome: response.status === 503 && !reply.unsure ? "not-saved" : "unclear", reply };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    return { outcome: code === "ECONNREFUSED" ? "refused-connection" : "unclear" };
  }
}

/** A "no" that no fault explains. */
export class Refused extends Error {}

export type Writers = {
  ledger: Write[];
  acked(): number;
  /** Requests under way now. */
  inFlight(): number;
  /** Waits until `count` more are acknowledged. */
  more(count: number): Promise<void>;
  /** Waits until requests are under way. */
  busy(): Promise<void>;
  /** What portals said instead of yes or no, and how often. */
  said: Map<string, number>;
  /** Entries sent several times that got several answers. */
  disagreed: string[];
  /** No new entries; those begun are settled by the retry with the same id. */
  stop(): Promise<void>;
};

type Options = {
  addresses: string[];
  cookies: string[];
  incidents: string[];
  /** Each entry is sent twice at once and once more later; all three answers must agree. */
  twice?: boolean;
};

/** So long an entry is tried before the trial counts it as never settled. */
const SETTLE_MS = 120_000;

/** Writers who send one entry after the other, each to a node of his own until that one does not answer. */
export function startWriters({ addresses, cookies, incidents, twice = false }: Options): Writers {
  const ledger: Write[] = [];
  const said = new Map<string, number>();
  const disagreed: string[] = [];
  let acked = 0;
  let inFlight = 0;
  let stopped = false;
  let failure: unknown;

  const attempt = async (address: string, cookie: string, write: Write): Promise<Sent> => {
    inFlight += 1;
    try {
      const sent = await send(address, cookie, write);
      if (sent.reply && !sent.reply.ok) said.set(sent.reply.message, (said.get(sent.reply.message) ?? 0) + 1);
      return sent;
    } finally {
      inFlight -= 1;
    }
  };

  async function settle(writer: number, write: Write): Promise<void> {
    const until = Date.now() + SETTLE_MS;
    for (let tries = 0; Date.now() < until; tries++) {
      const address = addresses[(writer + tries) % addresses.length]!;
      const sent = await attempt(address, cookies[writer]!, write);
      if (sent.outcome === "acked") {
        write.seq = sent.seq!;
        acked += 1;
        return;
      }
      if (sent.outcome === "unclear") write.indeterminate = true;
      if (tries + 1 >= addresses.length) await pause(20 + Math.random() * 80);
    }
  }

  async function writeOn(writer: number): Promise<void> {
    for (let number = 0; !stopped; number++) {
      const write: Write = {
        commandId: newId(),
        incidentId: incidents[writer % incidents.length]!,
        text: `记录员 ${writer} 第 ${number} 条`,
        seq: null,
        indeterminate: false,
      };
      ledger.push(write);
      if (!twice) {
        await settle(writer, write);
        continue;
      }
      const answers = await Promise.all(
        [0, 1].map((step) => attempt(addresses[(writer + step) % addresses.length]!, cookies[writer]!, write)),
      );
      await pause(Math.random() * 30);
      answers.push(await attempt(addresses[writer % addresses.length]!, cookies[writer]!, write));
      if (answers.some(({ outcome }) => outcome !== "acked")) {
        write.indeterminate = true;
        await settle(writer, write);
        continue;
      }
      write.seq = answers[0]!.seq!;
      acked += 1;
      if (answers.some(({ seq }) => seq !== write.seq)) disagreed.push(write.text);
    }
  }

  const running = cookies.map((_, writer) =>
    writeOn(writer).catch((error) => {
      failure ??= error;
      stopped = true;
    }),
  );
  const wait = async (done: () => boolean, everyMs: number) => {
    const until = Date.now() + 10 * 60_000;
    while (!done()) {
      if (failure) throw failure;
      if (Date.now() > until) throw new Error("the writers do not get on");
      await pause(everyMs);
    }
  };
  return {
    ledger,
    said,
    disagreed,
    acked: () => acked,
    inFlight: () => inFlight,
    more: (count) => {
      const target = acked + count;
      return wait(() => acked >= target, 5);
    },
    busy: () => wait(() => inFlight > 0, 0),
    async stop() {
      stopped = true;
      await Promise.all(running);
      if (failure) throw failure;
    },
  };
}
