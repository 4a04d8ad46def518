import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { takeLock } from "../../prisma/embedded/lock.ts";
import { lockFileOf } from "../../prisma/embedded/place.ts";
import { lianxi } from "../support/lianxi.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "lianxi-refusals-"));
  chmodSync(dataDir, 0o711);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** The two lines, Chinese and English, by which a command explains itself. */
const sentences = (stderr: string) => stderr.split("\n").filter((line) => line.startsWith("✗"));

it("start refuses a port in use before it starts anything", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
  );
  const { code, stderr } = await lianxi(["start"], { LIANXI_DATA_DIR: dataDir, PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(sentences(stderr)).toHaveLength(2);
  expect(stderr).toContain(`PORT=${port + 1} npm start`);
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
});

it("start refuses a data folder that a living portal uses, with its pid and address", async () => {
  mkdirSync(join(dataDir, "postgres"));
  const taken = takeLock(lockFileOf(dataDir), "start");
  if ("lock" in taken) taken.lock.setAddress("http://127.0.0.1:3999");
  const { code, stderr } = await lianxi(["start"], { LIANXI_DATA_DIR: dataDir, PORT: "0" });
  expect(code).toBe(1);
  expect(sentences(stderr)).toHaveLength(2);
  expect(stderr).toContain(`pid ${process.pid} http://127.0.0.1:3999`);
});

it("a data folder of another PostgreSQL version is refused and left as it is", async () => {
  const cluster = join(dataDir, "postgres", "data");
  mkdirSync(cluster, { recursive: true });
  writeFileSync(join(cluster, "PG_VERSION"), "17\n");
  const { code, stderr } = await lianxi(["migrate"], { LIANXI_DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(sentences(stderr)).toHaveLength(2);
  expect(sentences(stderr)[1]).toContain("PostgreSQL 17");
  expect(existsSync(join(cluster, "PG_VERSION"))).toBe(true);
  expect(existsSync(lockFileOf(dataDir))).toBe(false);
});

it("a database that cannot be reached is named without its password", async () => {
  const { code, stderr } = await lianxi(["migrate"], {
    DATABASE_URL: "postgresql://someone:very-secret@127.0.0.1:1/nothing",
  });
  expect(code).toBe(1);
  expect(sentences(stderr)).toHaveLength(2);
  expect(stderr).toContain("127.0.0.1:1/nothing");
  expect(stderr).not.toContain("very-secret");
});

it("production without a secret is refused", async () => {
  const { code, stderr } = await lianxi(["start"], { LIANXI_MODE: "production", LIANXI_DATA_DIR: dataDir, PORT: "0" });
  expect(code).toBe(2);
  expect(stderr).toContain("LIANXI_SECRET");
  expect(existsSync(join(dataDir, "postgres"))).toBe(false);
});

it("bad input is exit code 2 and says what is wrong", async () => {
  expect((await lianxi(["no-such-command"])).code).toBe(2);
  expect((await lianxi(["migrate", "--no-such-option"])).code).toBe(2);
  expect((await lianxi(["migrate", "--create", "Bad Name"])).code).toBe(2);
  expect((await lianxi(["test", "--only", "nothing"])).code).toBe(2);
});
