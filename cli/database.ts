import { type Env, readEnv, rereadEnv } from "#domain/kernel/env.ts";
import { say } from "#domain/kernel/sentence.ts";
import { type Database, ensureDatabase } from "#prisma/embedded/ensure-database.ts";
import { migrate } from "#prisma/migrate.ts";
import { type Ending, listenForEnd } from "./ending.ts";
import { generateWhenStale } from "./made.ts";
import { tell } from "./report.ts";

/** The database of a command, made known to this process as DATABASE_URL. */
export async function openDatabase(
  command: string,
  { join }: { join: boolean },
  env: Env = readEnv(process.env),
): Promise<Database> {
  const database = await ensureDatabase({ command, join, dataDir: env.LIANXI_DATA_DIR, given: env.DATABASE_URL });
  if (database.place?.movedTo)
    tell(
      say(
        `以 root 身份运行:PostgreSQL 使用账户 ${database.place.user?.name},它无法进入 ${database.place.home},因此数据存放在 ${database.place.movedTo}。`,
        `Running as root: PostgreSQL runs as the account ${database.place.user?.name}, which cannot reach ${database.place.home}, so its data is in ${database.place.movedTo}.`,
      ),
    );
  process.env.DATABASE_URL = database.url;
  rereadEnv();
  return database;
}

/**
 * For commands that work on the portal's data: gives them a migrated database (that of the running portal where there is one)
 * and closes everything afterwards, also after Ctrl-C, on which `work` sees `ending.told`.
 */
export async function withPortalDatabase(command: string, work: (ending: Ending) => Promise<number>): Promise<number> {
  const ending = listenForEnd();
  try {
    await generateWhenStale();
    const database = await openDatabase(command, { join: true });
    ending.add(() => database.stop());
    await migrate(database.url);
    const { closeDb } = await import("#domain/kernel/db.server.ts");
    ending.add(closeDb);
    ending.check();
    return await work(ending);
  } finally {
    await ending.run();
  }
}
