import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const apart = ["**/node_modules/**", "build/**", "prisma/generated/**"];
const kinds = ["**/*.db.test.ts", "**/*.redis.test.ts", "**/*.e2e.test.ts", "tests/boundaries.test.ts"];

/** One project a layer: what it needs (a database, Redis, a browser) is in the name of the file. */
const project = (name: string, include: string[], options: Record<string, unknown> = {}) => ({
  extends: true as const,
  test: { name, include, exclude: apart, ...options },
});

export default defineConfig({
  root: at("."),
  resolve: { alias: { "~": at("app"), "react-i18next": at("app/i18n/translation.tsx") } },
  // React's automatic JSX; the pages' own build is vite.config.ts.
  esbuild: { jsx: "automatic" },
  test: {
    pool: "forks",
    maxWorkers: 2,
    setupFiles: ["tests/support/console-error.ts"],
    env: { LIANXI_MODE: "test", LIANXI_LOG: "silent", NODE_ENV: "test" },
    projects: [
      project("boundaries", ["tests/boundaries.test.ts"]),
      project("unit", ["**/*.test.{ts,tsx}"], { exclude: [...apart, ...kinds] }),
      project("db", ["**/*.db.test.ts"], {
        globalSetup: ["tests/support/test-server.ts"],
        testTimeout: 20_000,
        hookTimeout: 60_000,
      }),
      project("redis", ["**/*.redis.test.ts"], {
        globalSetup: ["tests/support/test-server.ts", "tests/support/built-pages.ts"],
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
      project("e2e", ["tests/e2e/**/*.e2e.test.ts"], {
        globalSetup: ["tests/support/test-server.ts", "tests/support/built-pages.ts"],
        fileParallelism: false,
        testTimeout: 150_000,
        hookTimeout: 150_000,
        // A browser on a busy machine answers late; what is waited for ends the wait. A story that failed is told once more.
        expect: { poll: { timeout: 20_000 } },
        retry: 1,
      }),
    ],
  },
});
