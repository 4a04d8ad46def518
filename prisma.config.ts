import { defineConfig } from "prisma/config";

/** For `prisma generate`; migrations go through prisma/migrate.ts, which needs no downloaded engine. */
export default defineConfig({ schema: "prisma/schema", migrations: { path: "prisma/migrations" } });
