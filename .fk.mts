import { withRig } from "./faults/rig.ts";
import { portalTables } from "./cli/backup/tables.ts";
import { Client } from "pg";
await withRig(async (rig) => {
  const url = await rig.database("fk");
  const c = new Client({ connectionString: url }); await c.connect();
  console.log((await portalTables(c)).length, "tables in order");
  const { rows } = await c.query("select relname from pg_class where relnamespace='public'::regnamespace and relkind='r' and relname <> '_prisma_migrations'");
  for (const { relname } of rows) { const r = await c.query(`select count(*)::int n from "${relname}"`); if (r.rows[0].n) console.log("filled by migrations:", relname, r.rows[0].n); }
  await c.end();
});
process.exit(0);
