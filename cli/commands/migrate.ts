import { parseArgs } from "node:util";
import { readEnv } from "#domain/kernel/env.ts";
import { say } from "#domain/kernel/sentence.ts";
import { Halt } from "#prisma/halt.ts";
import { createMigration, migrate } from "#prisma/migrate.ts";
import { openDatabase } from "../database.ts";
import { generateWhenStale } from "../made.ts";
import { result, tell } from "../report.ts";
import { setUp } from "../setup.ts";

/**
 * `lianxi migrate`: applies what is pending and prints the names. `--seed` then writes the demo city into an empty database.
 * `--create NAME` writes a new migration from prisma/schema instead.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { create: { type: "string" }, seed: { type: "boolean" } } });
  if (values.create !== undefined && !/^[a-z0-9_]+$/.test(values.create))
    throw new Halt(
      say("迁移名只能用小写字母、数字和下划线。", "A migration's name has lower case letters, digits and underscores."),
      2,
    );
  const database = await openDatabase("migrate", { join: true }, readEnv(process.env));
  try {
    if (values.seed) {
      await generateWhenStale();
      await setUp(database, { seed: true });
      return 0;
    }
    if (values.create === undefined) {
      const applied = await migrate(database.url);
      for (const name of applied) result(name);
      tell(
        applied.length > 0
          ? say(`已应用 ${applied.length} 个迁移。`, `Applied ${applied.length} migration(s).`)
          : say("没有待应用的迁移。", "Nothing to apply."),
      );
      return 0;
    }
    const path = await createMigration(database.url, values.create, new Date());
    if (path) result(path);
    tell(
      path
        ? say(
            "请检查并补充手写的 SQL(写在 -- By hand 之后)。",
            "Check it, and add SQL written by hand after a line -- By hand.",
          )
        : say("迁移与 schema 一致。", "Migrations and schema agree."),
    );
    return 0;
  } finally {
    if (values.seed) await (await import("#domain/kernel/db.server.ts")).closeDb();
    await database.stop();
  }
}
