import { z } from "zod";

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)), {
    message: `a URL beginning with ${protocols.map((p) => `${p}://`).join(" or ")}`,
  });
const port = z.coerce.number({ message: "a port number" }).int().min(0).max(65535);

/** Every variable the portal reads. Adding one here is the only way to have one. */
const schema = z.object({
  LIANXI_MODE: z.enum(["demo", "production", "test"], { message: "demo, production or test" }).default("demo"),
  PORT: port.default(3000),
  HOST: z.string().min(1).optional(),
  DATABASE_URL: url(["postgres", "postgresql"]).optional(),
  REDIS_URL: url(["redis", "rediss"]).optional(),
  MEILI_URL: url(["http", "https"]).optional(),
  LIANXI_DATA_DIR: z.string().min(1).default(".data"),
  LIANXI_FILES_DIR: z.string().min(1).optional(),
  LIANXI_SECRET: z.string().min(32, "a random text of at least 32 characters (openssl rand -hex 32)").optional(),
  LIANXI_ORIGIN: url(["http", "https"]).optional(),
  LIANXI_CITY: z.string().min(1).optional(),
  LIANXI_CITY_SHORT: z.string().min(1).max(4).optional(),
  LIANXI_HOOK_HOSTS: z.string().min(1).optional(),
  LIANXI_METRICS_TOKEN: z.string().min(16, "a random text of at least 16 characters").optional(),
  LIANXI_TRUST_PROXY: z.enum(["0", "1"], { message: "0 or 1" }).default("0"),
  LIANXI_POOL: z.coerce.number().int().min(2).max(200).default(16),
  LIANXI_LOG: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});
export type Env = z.infer<typeof schema> & { secret: string; filesDir: string; host: string };

/** The secret of demo and test mode; production refuses to start with it. */
const DEMO_SECRET = "lianxi-demo-secret-not-for-production-0000";

/** A variable that is unknown or malformed, named with what was expected. `message` is one sentence a variable. */
export class ConfigError extends Error {}

/** Reads the configuration from `source`; throws ConfigError that names every unknown or malformed variable. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const known = Object.keys(schema.shape);
  const problems = Object.keys(source)
    .filter((name) => name.startsWith("LIANXI_") && !known.includes(name))
    .map((name) => `${name}: unknown variable; known are ${known.filter((k) => k.startsWith("LIANXI_")).join(", ")}`);
  const given = Object.fromEntries(
    known.filter((name) => source[name] !== undefined && source[name] !== "").map((name) => [name, source[name]]),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    problems.push(
      ...parsed.error.issues.map(
        (issue) =>
          `${issue.path.join(".")}: expected ${issue.message}, got "${hidden(String(issue.path[0]), given[String(issue.path[0])])}"`,
      ),
    );
  if (
    parsed.data?.LIANXI_MODE === "production" &&
    (!parsed.data.LIANXI_SECRET || parsed.data.LIANXI_SECRET === DEMO_SECRET)
  )
    problems.push(
      "LIANXI_SECRET: required in production mode: a random text of at least 32 characters (openssl rand -hex 32)",
    );
  if (problems.length > 0 || !parsed.data) throw new ConfigError(problems.join("\n"));
  const data = parsed.data;
  return {
    ...data,
    secret: data.LIANXI_SECRET ?? DEMO_SECRET,
    filesDir: data.LIANXI_FILES_DIR ?? `${data.LIANXI_DATA_DIR}/files`,
    host: data.HOST ?? (data.LIANXI_MODE === "production" ? "0.0.0.0" : "127.0.0.1"),
  };
}

const hidden = (name: string, value: unknown) => (/SECRET|TOKEN|_URL/.test(name) ? "…" : String(value ?? ""));

let cached: Env | undefined;
/** The configuration of this process, read once. The only reader of process.env in the product. */
export function env(): Env {
  cached ??= readEnv(process.env);
  // React and others look for themselves, and are several times slower in development.
  process.env.NODE_ENV ??= cached.NODE_ENV;
  return cached;
}
/** Forgets what was read: for a start-up that has just decided a variable, and for tests. */
export function rereadEnv(): void {
  cached = undefined;
}
