import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readEnv } from "#domain/kernel/env.ts";
import { say } from "#domain/kernel/sentence.ts";
import { writeBackup } from "../backup/write.ts";
import { openDatabase } from "../database.ts";
import { fileArgument } from "../paths.ts";
import { progress, result, tell } from "../report.ts";

const usage = "lianxi backup DIR";

/** `lianxi backup DIR`: database and files, while the portal is in use. Prints the folder. 0 done, 1 failed, 2 bad input: nothing is left behind then. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  if (positionals.length !== 1) {
    progress(usage);
    return 2;
  }
  const folder = fileArgument(positionals[0]!);
  const env = readEnv(process.env);
  const database = await openDatabase("backup", { join: true }, env);
  try {
    const source = { url: database.url, filesDir: resolve(env.filesDir), secret: env.secret, at: new Date() };
    const manifest = await writeBackup(source, folder, (zh, en) => tell(say(zh, en)));
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    if (manifest.missing.length > 0)
      tell(
        say(
          `注意：数据库记有 ${manifest.missing.length} 个附件，磁盘上没有或内容不符；编号在清单的 missing 中。`,
          `Attention: ${manifest.missing.length} attachment(s) of the database are not on the disk as they were stored; they are listed under "missing".`,
        ),
      );
    tell(
      say(
        `已备份 ${rows} 行、${manifest.files.length} 个文件。其中有个人信息：请加密保存，并另行保管 LIANXI_SECRET。`,
        `Backed up ${rows} rows and ${manifest.files.length} files. There is personal data in it: keep it encrypted, and LIANXI_SECRET elsewhere.`,
      ),
    );
    result(folder);
    return 0;
  } finally {
    await database.stop();
  }
}
