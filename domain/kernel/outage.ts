import { type Sentence, say } from "./sentence.ts";

/**
 * 暂不可用: what the portal stands on is away or full. Not a bug and not a "no": the same request works again later. `unsure`: the
 * connection went away while the commit was under way, so that nobody knows; the same commandId once more tells.
 */
export class Outage extends Error {
  readonly kind: "away" | "full" | "unsure";
  readonly sentence: Sentence;
  constructor(kind: Outage["kind"], cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.name = "Outage";
    this.kind = kind;
    this.sentence = sentences[kind];
  }
}

/** HTTP status of every outage. */
export const OUTAGE_STATUS = 503;

const sentences: Record<Outage["kind"], Sentence> = {
  away: say(
    "数据库暂时连不上，没有保存。你写的都在，请稍后重试。",
    "The database cannot be reached just now and nothing was saved. What you wrote is kept; try again shortly.",
  ),
  full: say(
    "服务器磁盘已满，没有保存。你写的都在；请告诉管理员腾出空间，然后重试。",
    "The server's disk is full and nothing was saved. What you wrote is kept; tell the administrator to make room, then try again.",
  ),
  unsure: say(
    "保存时数据库断开，还不知道有没有存上。请重试：已存上的不会重复。",
    "The database went away while saving, and it is not known whether it was saved. Try again: what was saved is not saved twice.",
  ),
};

/** Codes of PostgreSQL (classes 08 and 57P, and too many connections), of the network, and of Prisma (unreachable, closed, no connection in time). */
const AWAY =
  /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const AWAY_TEXT =
  /Connection terminated|connection error|not queryable|timeout exceeded when trying to connect|Unable to start a transaction|server closed the connection/i;
/** disk_full, and the operating system's own words for it, which come as other codes. */
const FULL = /^(53100|ENOSPC|EDQUOT)$/;
const FULL_TEXT = /No space left on device/i;

/**
 * The outage behind an error of the database, null when it is none. `carriedOut`: everything but the commit was done, so that an
 * error that PostgreSQL itself did not answer leaves it open.
 */
export function outageOf(error: unknown, carriedOut = false): Outage | null {
  if (error instanceof Outage) return error;
  const { codes, texts } = readings(error);
  if (codes.some((code) => FULL.test(code)) || texts.some((text) => FULL_TEXT.test(text)))
    return new Outage(carriedOut ? "unsure" : "full", error);
  if (codes.some((code) => AWAY.test(code)) || texts.some((text) => AWAY_TEXT.test(text)))
    return new Outage(carriedOut ? "unsure" : "away", error);
  return null;
}

type Layer = { code?: unknown; originalCode?: unknown; message?: unknown; originalMessage?: unknown } & {
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
};

/** Codes and texts of an error and of what caused it: pg, the network, and Prisma's wrapping of both. */
function readings(error: unknown): { codes: string[]; texts: string[] } {
  const codes: string[] = [];
  const texts: string[] = [];
  let layer = error as Layer | undefined | null;
  for (let depth = 0; layer && typeof layer === "object" && depth < 6; depth++) {
    for (const code of [layer.code, layer.originalCode]) if (typeof code === "string") codes.push(code);
    for (const text of [layer.message, layer.originalMessage]) if (typeof text === "string") texts.push(text);
    layer = (layer.cause ?? layer.meta?.driverAdapterError) as Layer | undefined;
  }
  return { codes, texts };
}
