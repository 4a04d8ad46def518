import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { root } from "../../cli/paths.ts";
import { type Database, ensureDatabase } from "../../prisma/embedded/ensure-database.ts";
import { isAlive, until } from "../../prisma/embedded/process-table.ts";

const dataDir = mkdtempSync(join(tmpdir(), "lianxi-embedded-"));
chmodSync(dataDir, 0o711);
const open = (join = false) => ensureDatabase({ command: "start", join, dataDir });
let place: Database["place"];
const serverPid = () => Number(readFileSync(join(place!.cluster, "postmaster.pid"), "utf8").split("\n")[0]);

afterAll(() => {
  for (const folder of [dataDir, place?.movedTo]) if (folder) rmSync(folder, { recursive: true, force: true });
});

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

it("starts on the loopback, in UTF-8, durable, with a password that only its owner reads", async () => {
  const database = await open();
  place = database.place;
  const pid = serverPid();
  expect(
    await ask(
      database.url,
      "select getdatabaseencoding() as encoding, current_setting('synchronous_commit') as sync, current_setting('fsync') as fsync, current_setting('listen_addresses') as listen",
    ),
  ).toEqual([{ encoding: "UTF8", sync: "on", fsync: "on", listen: "127.0.0.1" }]);
  expect(
    await ask(
      database.url,
      "select datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()",
    ),
  ).toEqual([{ provider: "b", locale: "C.UTF-8" }]);
  expect(statSync(place!.passwordFile).mode & 0o777).toBe(0o600);
  const withoutPassword = new URL(database.url);
  withoutPassword.password = "wrong";
  await expect(ask(withoutPassword.href, "select 1")).rejects.toThrow(/password/);
  await database.stop();
  await database.stop();
  expect(isAlive(pid)).toBe(false);
});

it("starts a second time within three seconds and keeps what was written", async () => {
  const first = await open();
  await ask(first.url, "create table kept as select 1 as one");
  await first.stop();
  const start = performance.now();
  const second = await open();
  expect(performance.now() - start).toBeLessThan(3_000);
  expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
  await second.stop();
});

it("refuses a second portal, but lets a command join the running one", async () => {
  const portal = await open();
  await expect(open()).rejects.toThrow(new RegExp(`pid ${process.pid}`));
  const joined = await open(true);
  expect(joined).toMatchObject({ origin: "joined", url: portal.url });
  await joined.stop();
  expect(await ask(portal.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await portal.stop();
});

it("goes on after kill -9 with the server that was left behind, and ends that one too", async () => {
  const script = `
    import { ensureDatabase } from ${JSON.stringify(join(root, "prisma/embedded/ensure-database.ts"))};
    const { url } = await ensureDatabase({ command: "start", join: false, dataDir: ${JSON.stringify(dataDir)} });
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const portal = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve) => portal.stdout.once("data", (data) => resolve(String(data))));
  const pid = serverPid();
  portal.kill("SIGKILL");
  await new Promise((resolve) => portal.once("exit", resolve));
  expect(isAlive(pid)).toBe(true);

  const database = await open();
  expect(database.url).toBe(url);
  expect(serverPid()).toBe(pid);
  await database.stop();
  expect(await until(() => !isAlive(pid), 1_000)).toBe(true);
});

it("is not misled by a pid file whose id now belongs to another process", async () => {
  writeFileSync(
    join(place!.cluster, "postmaster.pid"),
    `${process.pid}\n${place!.cluster}\n0\n1\n\n127.0.0.1\n\nready\n`,
  );
  const database = await open();
  expect(serverPid()).not.toBe(process.pid);
  await database.stop();
});
