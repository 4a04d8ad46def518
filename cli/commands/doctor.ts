import { statfsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { createClient } from "redis";
import { type Env, readEnv } from "#domain/kernel/env.ts";
import { holderOf } from "#prisma/embedded/lock.ts";
import { lockFileOf } from "#prisma/embedded/place.ts";
import { Halt } from "#prisma/halt.ts";
import { pendingMigrations } from "#prisma/migrate.ts";
import { openDatabase } from "../database.ts";
import { pages } from "../made.ts";
import { result } from "../report.ts";
import { isFresh } from "../stale.ts";

/** `wrong`: something configured does not work. `attention`: it works, but somebody should look. */
type Finding = { about: string; verdict: "fine" | "attention" | "wrong"; text: string };

const MIB = 1024 * 1024;
const marks = { fine: "✓", attention: "!", wrong: "✗" };

/** `lianxi doctor`: one line a thing on stdout; exit 1 when something configured cannot be reached. */
export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  const env = readEnv(process.env);
  const findings = [
    ...installation(env),
    ...(await databaseFindings(env)),
    ...(await redisFindings(env)),
    ...(await searchFindings(env)),
  ];
  for (const { about, verdict, text } of findings) result(`${marks[verdict]} ${about.padEnd(12)}${text}`);
  return findings.some(({ verdict }) => verdict === "wrong") ? 1 : 0;
}

function installation(env: Env): Finding[] {
  const { bavail, bsize } = statfsSync(".");
  const free = Math.round((bavail * bsize) / MIB);
  const portal = holderOf(lockFileOf(env.LIANXI_DATA_DIR));
  return [
    fine("mode", `${env.LIANXI_MODE}, NODE_ENV ${env.NODE_ENV}`),
    fine("node", process.version),
    fine(
      "portal",
      portal ? `${portal.command} pid ${portal.pid} ${portal.address ?? ""}`.trim() : "not running on this data folder",
    ),
    fine("data folder", resolve(env.LIANXI_DATA_DIR)),
    free < 1024
      ? attention("disk", `${free} MiB free: less than 1 GiB`)
      : fine("disk", `${(free / 1024).toFixed(1)} GiB free`),
    env.LIANXI_SECRET
      ? fine("secret", "LIANXI_SECRET is set")
      : attention("secret", "LIANXI_SECRET is not set: the demo's is used, production refuses it"),
    isFresh(pages)
      ? fine("pages", "built from these sources")
      : attention("pages", "not built from these sources: `npm start` or `npm run build` does it"),
  ];
}

async function databaseFindings(env: Env): Promise<Finding[]> {
  const found: Finding[] = [];
  try {
    const database = await openDatabase("doctor", { join: true }, env);
    try {
      const where =
        database.origin === "given"
          ? `DATABASE_URL, ${new URL(database.url).host}`
          : `embedded, ${database.place?.cluster}`;
      found.push(fine("postgresql", `${await serverVersion(database.url)} (${where})`));
      const pending = await pendingMigrations(database.url);
      found.push(
        pending.length === 0
          ? fine("migrations", "all applied")
          : attention("migrations", `${pending.length} pending: ${pending.join(", ")}`),
      );
    } finally {
      await database.stop();
    }
  } catch (error) {
    found.push(wrong(found.length === 0 ? "postgresql" : "migrations", reasonOf(error)));
  }
  return found;
}

async function serverVersion(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    return rows[0]?.server_version ?? "";
  } finally {
    await client.end();
  }
}

async function redisFindings({ REDIS_URL: url }: Env): Promise<Finding[]> {
  if (!url) return [fine("redis", "not configured: one node")];
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 5_000 } });
  client.on("error", () => {});
  try {
    await client.connect();
    return [
      fine("redis", `${/redis_version:(\S+)/.exec(await client.info("server"))?.[1] ?? ""} (${new URL(url).host})`),
    ];
  } catch (error) {
    return [wrong("redis", `REDIS_URL (${new URL(url).host}): ${reasonOf(error)}`)];
  } finally {
    client.destroy();
  }
}

async function searchFindings({ MEILI_URL: url }: Env): Promise<Finding[]> {
  if (!url) return [fine("search", "embedded")];
  try {
    const answer = await fetch(new URL("/health", url), { signal: AbortSignal.timeout(5_000) });
    return [
      answer.ok
        ? fine("search", `Meilisearch (${new URL(url).host})`)
        : wrong("search", `MEILI_URL answers ${answer.status}`),
    ];
  } catch (error) {
    return [wrong("search", `MEILI_URL (${new URL(url).host}): ${reasonOf(error)}`)];
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Halt) return `${error.sentence.zh} ${error.sentence.en}`;
  const { message, code, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  return [cause?.code ?? code, message].filter(Boolean).join(" ");
}

const fine = (about: string, text: string): Finding => ({ about, verdict: "fine", text });
const attention = (about: string, text: string): Finding => ({ about, verdict: "attention", text });
const wrong = (about: string, text: string): Finding => ({ about, verdict: "wrong", text });
