import { shiftClock } from "../../domain/kernel/clock.ts";
import { closeDb, db } from "../../domain/kernel/db.server.ts";
import { rereadEnv } from "../../domain/kernel/env.ts";
import { atEndOfFile } from "./clean-up.ts";
import { createDatabase } from "./databases.ts";

export type Stack = {
  /** Address of the test file's own database. */
  url: string;
  /** The Prisma client on it. */
  db: ReturnType<typeof db>;
  /** The portal's time at the start of the test file; it goes on from there. */
  now: Date;
};

/**
 * A database of its own for a test file: `const { db } = await stack();` at the top of the file. `seeded` puts the demo city
 * into it, `now` sets the portal's clock. `domain/kernel/db` works on it until the end of the file, when it is dropped;
 * a connection that is then still open fails the file.
 */
export async function stack({ now, seeded = false }: { now?: string | Date; seeded?: boolean } = {}): Promise<Stack> {
  const database = await createDatabase({ seeded });
  process.env.DATABASE_URL = database.url;
  rereadEnv();
  const start = now === undefined ? new Date() : new Date(now);
  shiftClock(now === undefined ? 0 : start.getTime() - Date.now());
  atEndOfFile(async () => {
    shiftClock(0);
    await closeDb();
    await database.drop();
  });
  return { url: database.url, db: db(), now: start };
}
