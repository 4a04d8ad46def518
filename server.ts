import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import express, { type RequestHandler } from "express";
import { createClient } from "redis";
import { env } from "#domain/kernel/env.ts";
import { log } from "#domain/kernel/log.ts";
import { builtFiles } from "#http/built-files.server.ts";
import { expressApp } from "#http/express-app.server.ts";
import { countSocket } from "#http/metrics.server.ts";
import { pages } from "#http/pages.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { routeNames } from "#http/route-names.ts";
import type { DemoList } from "#http/sign-in.server.ts";
import { workerFile } from "#http/worker-file.server.ts";
import { pendingMigrations } from "#prisma/migrate.ts";

export type RunningServer = { address: string; close: () => Promise<void> };
type Closing = { close: () => Promise<void> };

/** How long requests under way may take when the server stops. */
const GRACE_MS = 10_000;

/**
 * Starts pages, sockets and jobs on one port (`PORT`, 0 for a free one). The database must be reachable and migrated.
 * `close` stops accepting, lets what is under way finish, and ends sockets and jobs; the database connections are the
 * caller's to close.
 */
export async function startServer(): Promise<RunningServer> {
  const { DATABASE_URL, LIANXI_MODE, NODE_ENV, PORT, REDIS_URL, host } = env();
  const demo = LIANXI_MODE === "demo" ? await demoList() : null;
  const site = NODE_ENV === "development" ? await developed() : await built();
  const redis = REDIS_URL
    ? await createClient({ url: REDIS_URL })
        .on("error", (error) => log.warn({ error: error.message }, "redis"))
        .connect()
    : undefined;
  const app = expressApp({
    assets: site.assets,
    routeName: site.routeName,
    pages: pages(site.build, NODE_ENV, () => ({ nonce: requestScope()!.nonce, requestId: requestScope()!.id, demo })),
    probes: {
      pendingMigrations: () => pendingMigrations(DATABASE_URL ?? ""),
      ...(redis && { pingRedis: () => redis.ping() }),
    },
  });
  const server = createServer(app);
  server.keepAliveTimeout = 65_000;
  server.on("upgrade", (_request, socket) => {
    countSocket(1);
    socket.once("close", () => countSocket(-1));
  });
  const parts = await companions(server);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(PORT, host, resolve));
  const { port, address } = server.address() as AddressInfo;
  const url = `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
  log.info({ url }, "the portal listens");
  return {
    address: url,
    async close() {
      for (const part of parts.reverse()) await part.close();
      await stop(server);
      await site.close?.();
      await redis?.close();
    },
  };
}

type Site = {
  build: ServerBuild | (() => Promise<ServerBuild>);
  assets: RequestHandler;
  routeName: (path: string) => string;
  close?: () => Promise<void>;
};

/** The built site: pages from build/server, files from build/client. */
async function built(): Promise<Site> {
  const entry = new URL("./build/server/index.js", import.meta.url);
  if (!existsSync(entry)) throw new Error("The pages are not built: run `npm run build`");
  const build = (await import(entry.href)) as ServerBuild;
  const assets = express.Router();
  assets.use(workerFile(fileURLToPath(new URL("./build/client/sw.js", import.meta.url)), build.assets.version));
  assets.use(builtFiles(fileURLToPath(new URL("./build/client/assets/", import.meta.url))));
  return { build, routeName: routeNames(build.routes), assets };
}

/** The site from its sources, by Vite in this process; vite.config.ts keeps one instance of every shared module. */
async function developed(): Promise<Site> {
  const { createServer: createVite } = await import("vite");
  const vite = await createVite({ server: { middlewareMode: true }, appType: "custom" });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    assets: vite.middlewares,
    routeName: () => "page",
    close: () => vite.close(),
  };
}

/** The invented people of a demonstration. */
async function demoList(): Promise<DemoList> {
  const { demoAccounts, demoPassword } = await import("#prisma/seed/accounts.ts");
  return {
    password: demoPassword,
    rows: demoAccounts.map(({ login, name, unit, duty, look }) => ({ login, name, unit, duty, look })),
  };
}

/** Sockets and jobs, where they are part of this installation. */
async function companions(server: Server): Promise<Closing[]> {
  const started: Closing[] = [];
  if (existsSync(new URL("./realtime/main.ts", import.meta.url))) {
    const { attachRealtime } = (await import(String("#realtime/main.ts"))) as {
      attachRealtime: (server: Server) => Promise<Closing>;
    };
    started.push(await attachRealtime(server));
  }
  if (existsSync(new URL("./jobs/main.ts", import.meta.url))) {
    const { startJobs } = (await import(String("#jobs/main.ts"))) as { startJobs: () => Promise<Closing> };
    started.push(await startJobs());
  }
  return started;
}

/** Idle connections end at once, busy ones when they are answered or the grace is over. */
async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(force);
}
