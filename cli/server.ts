import { join } from "node:path";
import type { Env } from "#domain/kernel/env.ts";
import { root } from "./paths.ts";
import { portRefused } from "./port.ts";

/** What server.ts at the root gives: a listening server and how to close it with its database connections. */
export type RunningServer = { address: string; close(): Promise<void> };

/** Starts the server in this process; DATABASE_URL is set. */
export async function startServer(env: Env): Promise<RunningServer> {
  const module = (await import(join(root, "server.ts"))) as { startServer(): Promise<RunningServer> };
  try {
    const server = await module.startServer();
    const { closeDb } = await import("#domain/kernel/db.server.ts");
    return { address: server.address, close: () => server.close().finally(closeDb) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL")
      throw portRefused(env.host, env.PORT, code);
    throw error;
  }
}
