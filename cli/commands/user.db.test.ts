import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isPassword } from "../../domain/people/password.server.ts";
import { portalEnv } from "../../tests/support/databases.ts";
import { stack } from "../../tests/support/stack.ts";
import { root } from "../paths.ts";

const { db, url } = await stack();

type Ran = { code: number | null; stdout: string; stderr: string };
/** Runs `lianxi user …` with the password on standard input, as scripts do. */
function user(args: string[], password: string): Promise<Ran> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "cli/lianxi.ts"), "user", ...args],
    {
      cwd: root,
      env: portalEnv(url, { LIANXI_MODE: "production", LIANXI_SECRET: "a-secret-of-the-test-0123456789abcdef" }),
    },
  );
  child.stdin.end(`${password}\n`);
  const ran = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    ran.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    ran.stderr += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...ran })));
}
const counts = async () => [
  await db.unit.count(),
  await db.person.count(),
  await db.grant.count(),
  await db.event.count(),
];
const good = "lanyang-shiyue-26";

describe("lianxi user add", () => {
  test("refuses, in order, what is missing, and writes nothing", async () => {
    expect((await user([], good)).code).toBe(2);
    expect((await user(["add", "--login", "admin"], good)).stderr).toContain("lianxi user add --login L --name N");
    const cityless = await user(["add", "--login", "mengchuan", "--name", "孟川"], good);
    expect(cityless).toMatchObject({ code: 2, stdout: "" });
    expect(cityless.stderr).toContain("✗ 还没有任何单位：请用 --city 给出城市名。");
    const weak = await user(["add", "--login", "mengchuan", "--name", "孟川", "--city", "澜阳市"], "short");
    expect(weak.code).toBe(2);
    expect(weak.stderr).toContain("✗ 密码至少 10 位");
    expect(weak.stderr).toContain("✗ At least 10 characters");
    const duty = await user(
      ["add", "--login", "mengchuan", "--name", "孟川", "--city", "澜阳市", "--duty", "boss"],
      good,
    );
    expect(duty.code).toBe(2);
    expect((await user(["add", "--nonsense"], good)).code).toBe(2);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  test("makes the topmost unit and the first administrator, whose password nobody can read from anywhere", async () => {
    const added = await user(
      ["add", "--login", "MengChuan", "--name", "孟川", "--city", "澜阳市", "--order", "澜联〔2026〕1 号"],
      good,
    );
    expect(added).toMatchObject({ code: 0, stdout: "mengchuan\n" });
    const city = await db.unit.findFirstOrThrow();
    const person = await db.person.findFirstOrThrow();
    expect(city).toMatchObject({
      name: "澜阳市",
      shortName: "澜阳市",
      kind: "city",
      path: `/${city.id}/`,
      initials: "lys",
    });
    expect(person).toMatchObject({ login: "mengchuan", unitId: city.id, mustChangePassword: false });
    expect(await isPassword(person.passwordHash, good)).toBe(true);
    const grant = await db.grant.findFirstOrThrow();
    expect(grant).toMatchObject({ duty: "administrator", scopeId: city.id, orderNumber: "澜联〔2026〕1 号" });
    expect(grant.notBefore <= new Date() && grant.notAfter > new Date()).toBe(true);
    const events = await db.event.findMany({ orderBy: { id: "asc" } });
    expect(events.map((event) => event.name)).toEqual([
      "people.unit.added",
      "people.person.added",
      "people.grant.given",
    ]);
    expect(
      added.stderr +
        JSON.stringify([events, await db.commandReceipt.findMany()], (_, value) =>
          typeof value === "bigint" ? String(value) : value,
        ),
    ).not.toContain(good);
  });

  test("refuses an account that exists, another city and an unknown unit with a sentence each", async () => {
    const before = await counts();
    const twice = await user(["add", "--login", "mengchuan", "--name", "别人"], good);
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain("✗ 账号 mengchuan 已存在，没有改动。");
    const city = await user(["add", "--login", "second", "--name", "二", "--city", "别市"], good);
    expect(city.stderr).toContain("✗ 最上级单位已是澜阳市。");
    const unit = await user(["add", "--login", "second", "--name", "二", "--unit", "无此单位"], good);
    expect(unit.stderr).toContain("✗ 没有单位“无此单位”。");
    expect(await counts()).toEqual(before);
  });

  test("adds one more to a unit by its short name, who must change the password", async () => {
    const args = [
      "add",
      "--login",
      "zhoumin",
      "--name",
      "周敏",
      "--unit",
      "澜阳市",
      "--duty",
      "coordinator",
      "--must-change",
    ];
    expect((await user(args, good)).code).toBe(0);
    expect(await db.person.findUniqueOrThrow({ where: { login: "zhoumin" } })).toMatchObject({
      mustChangePassword: true,
      initials: "zm",
    });
  });
});
