import { createHash } from "node:crypto";
import { RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { sql } from "../kernel/db.server.ts";

/** Failures before a device is paused for an account, and for how long. */
export const FAILURES = 5;
export const PAUSE_SECONDS = 15 * 60;
/** Failures of one address over all accounts in the same time: generous, a whole office may share one. */
export const FAILURES_AN_ADDRESS = 200;

type Tried = { login: string; device: string; address: string };

const client = {
  query: async ({ text, values }: { text: string; values?: unknown[] }) => {
    const rows = await sql(text, values);
    return { rows, rowCount: rows.length };
  },
};

const limiter = (keyPrefix: string, points: number) =>
  new RateLimiterPostgres({
    storeClient: client,
    storeType: "client",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration: PAUSE_SECONDS,
    blockDuration: PAUSE_SECONDS,
    clearExpiredByTimeout: false,
  });

let made: { device: RateLimiterPostgres; address: RateLimiterPostgres; own: RateLimiterPostgres } | undefined;
const limiters = () =>
  (made ??= {
    device: limiter("sign-in-device", FAILURES),
    address: limiter("sign-in-address", FAILURES_AN_ADDRESS),
    own: limiter("own-password", FAILURES),
  });

/** What counts as one address: an IPv4 address, or the /64 network of an IPv6 one, whose rest its owner chooses freely. */
export function neighbourhood(address: string): string {
  const plain = address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.toLowerCase().split("::");
  const before = head ? head.split(":") : [];
  const after = tail ? tail.split(":") : [];
  const zeros = plain.includes("::") ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0") : [];
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

/** This device for this account: a stranger elsewhere cannot use up a colleague's tries. The table holds no login in clear. */
const deviceKey = ({ login, device }: Tried) => createHash("sha256").update(`${login}\n${device}`).digest("base64url");

export type Attempt = { allowed: true; left: number } | { allowed: false; until: Date; cause: "device" | "address" };

const until = (res: RateLimiterRes) => new Date(Date.now() + res.msBeforeNext);

/**
 * Takes one try before anything is compared, so that parallel tries cannot exceed the limit. `left` is how many remain if
 * this one fails. A right password gives it back by `forgive`.
 */
export async function takeAttempt(tried: Tried): Promise<Attempt> {
  const { device, address } = limiters();
  const byAddress = await address.get(neighbourhood(tried.address));
  if (byAddress && byAddress.consumedPoints >= FAILURES_AN_ADDRESS)
    return { allowed: false, until: until(byAddress), cause: "address" };
  const taken = await device.consume(deviceKey(tried)).catch(rejected);
  if (taken.consumedPoints > FAILURES) return { allowed: false, until: until(taken), cause: "device" };
  return { allowed: true, left: FAILURES - taken.consumedPoints };
}

/** The try failed. The last one pauses this device for this account from now on; returns until when. */
export async function failAttempt(tried: Tried, left: number): Promise<Date | null> {
  const { device, address } = limiters();
  await address.consume(neighbourhood(tried.address)).catch(rejected);
  if (left > 0) return null;
  await device.block(deviceKey(tried), PAUSE_SECONDS);
  return new Date(Date.now() + PAUSE_SECONDS * 1000);
}

/** The try was right. `fully`: signed in, earlier failures no longer count; otherwise only this try is given back. */
export async function forgiveAttempt(tried: Tried, fully: boolean): Promise<void> {
  const { device } = limiters();
  if (fully) await device.delete(deviceKey(tried));
  else await device.reward(deviceKey(tried), 1);
}

/** Until when this device is paused for this account; null when it is not. */
export async function pausedUntil(tried: Omit<Tried, "address">): Promise<Date | null> {
  const res = await limiters().device.get(deviceKey({ ...tried, address: "" }));
  return res && res.consumedPoints > FAILURES ? until(res) : null;
}

/**
 * Takes one try at the own password of somebody who is signed in (changing it, turning two-step sign-in off). Until when no further
 * one is taken, or null. Who sits down at another's open page cannot guess for long.
 */
export async function takeOwnTry(personId: string): Promise<Date | null> {
  const taken = await limiters().own.consume(personId).catch(rejected);
  return taken.consumedPoints > FAILURES ? until(taken) : null;
}

/** The password was right: earlier tries no longer count. */
export async function forgiveOwnTries(personId: string): Promise<void> {
  await limiters().own.delete(personId);
}

/** Removes counters that no longer count; a timer calls it. */
export async function sweepAttempts(): Promise<void> {
  await sql("delete from rate_limit where expire < $1", [Date.now()]);
}

function rejected(reason: unknown): RateLimiterRes {
  if (reason instanceof Error) throw reason;
  return reason as RateLimiterRes;
}
