import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { startPortal } from "../support/portal.ts";
import { smallCity } from "../support/small-city.ts";
import { stack } from "../support/stack.ts";
import { Visitor } from "../support/visitor.ts";

const { url, now } = await stack();
const city = await smallCity(now);
const password = "three foxes at dawn";
const passwordHash = await hashPassword(password);
async function somebody(more: Record<string, unknown> = {}) {
  const actor = await city.person("周敏", { unit: city.east, duty: "liaison" });
  await db().person.update({ where: { id: actor.personId }, data: { passwordHash, ...more } });
  return actor;
}
const portal = await startPortal({
  env: { DATABASE_URL: url, LIANXI_MODE: "test", LIANXI_METRICS_TOKEN: "0123456789abcdef" },
});
const demo = await startPortal({ env: { DATABASE_URL: url, LIANXI_TRUST_PROXY: "1" } });
const visitor = () => new Visitor(portal.address);
async function signedIn() {
  const [who, actor] = [visitor(), await somebody()];
  await who.signIn(actor.login, password);
  return { who, actor };
}

test("a page carries one nonce, names it in its policy, and loads from nowhere else", async () => {
  const response = await visitor().ask("/sign-in");
  const policy = response.headers.get("Content-Security-Policy")!;
  const html = await response.text();
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  for (const [, attributes] of html.matchAll(/<(?:script|style)([^>]*)>/g))
    expect(attributes).toContain(`nonce="${nonce}"`);
  expect(html).not.toMatch(/ on\w+="| style="/);
  expect(html.replaceAll("http://www.w3.org/", "")).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect((await visitor().ask("/sign-in")).headers.get("Content-Security-Policy")).not.toBe(policy);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "private, no-store",
    "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(response.headers.has("x-powered-by")).toBe(false);
});

test("the language is changed by a post, comes back to the page, and stays", async () => {
  const who = visitor();
  expect(await (await who.ask("/sign-in")).text()).toMatch(/<html lang="zh-CN"[\s\S]*<h1[^>]*>登录</);
  const changed = await who.post("/locale", { locale: "en", redirectTo: "/sign-in?next=%2Fme" });
  expect([changed.status, changed.headers.get("Location")]).toEqual([303, "/sign-in?next=%2Fme"]);
  expect(await (await who.ask("/sign-in")).text()).toMatch(/<html lang="en"[\s\S]*<h1[^>]*>Sign in</);
  expect((await who.post("/locale", { locale: "zh-CN", redirectTo: "//evil.example/" })).headers.get("Location")).toBe(
    "/",
  );
  expect((await who.ask("/locale?locale=en")).headers.has("Set-Cookie")).toBe(false);
});

test("a write from elsewhere is refused before anything reads it", async () => {
  const { who, actor } = await signedIn();
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: null },
    { Origin: portal.address, "Sec-Fetch-Site": "cross-site" },
  ]) {
    const response = await who.post("/sign-out", {}, headers);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("这个请求不是从本系统的页面发出的");
  }
  expect(await db().session.count({ where: { personId: actor.personId, endedAt: null } })).toBe(1);
});

test("a body too large, or of unknown length, is refused", async () => {
  const { who } = await signedIn();
  expect((await who.post("/me", { intent: "preferences", text: "x".repeat(1024 * 1024) })).status).toBe(413);
  const stream = new Blob(["intent=preferences"]).stream();
  const init = { method: "POST", body: stream, duplex: "half" } as RequestInit;
  expect(
    (await who.ask("/me", { ...init, headers: { "Content-Type": "application/x-www-form-urlencoded" } } as never))
      .status,
  ).toBe(411);
});

test("without a session a page leads to the sign-in page and back, anything else is answered 401", async () => {
  const page = await visitor().ask("/me/sessions?x=1");
  expect([page.status, page.headers.get("Location")]).toEqual([302, "/sign-in?next=%2Fme%2Fsessions%3Fx%3D1"]);
  expect((await visitor().ask("/nowhere")).headers.get("Location")).toBe("/sign-in?next=%2Fnowhere");
  expect((await visitor().ask("/me.data")).status).toBe(401);
  expect((await visitor().ask("/me", { headers: { "Sec-Fetch-Dest": "empty" } })).status).toBe(401);
  const form = { method: "POST", body: new URLSearchParams({ intent: "preferences", theme: "dark" }) };
  expect((await visitor().ask("/me.data?index", form)).status).toBe(401);
  expect((await visitor().ask("/me?index", form)).headers.get("Location")).toMatch(/^\/sign-in\?next=%2Fme/);
  expect(await (await visitor().ask("/session")).json()).toEqual({ live: false, reason: "none" });
});

test("signing in without JavaScript: the cookie, the words when it fails, the way back", async () => {
  const [who, actor] = [visitor(), await somebody()];
  await who.ask("/sign-in");
  const wrong = await who.post("/sign-in", { intent: "sign-in", login: actor.login, password: "wrong", next: "/me" });
  const html = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(html).toContain("账号或密码不对，请重新输入。还可试 4 次。");
  expect(html).toContain(`value="${actor.login}"`);
  expect(html).not.toContain('value="wrong"');
  expect(who.cookies.has("lianxi_session")).toBe(false);
  const right = await who.post("/sign-in", {
    intent: "sign-in",
    login: ` ${actor.login.toUpperCase()} `,
    password,
    next: "//evil.example",
    remember: "on",
  });
  expect([right.status, right.headers.get("Location")]).toEqual([303, "/"]);
  const line = right.headers.getSetCookie().find((one) => one.startsWith("lianxi_session="))!;
  expect(line).toMatch(/; HttpOnly; SameSite=Lax$/);
  expect(line.length).toBeGreaterThan(43);
  expect((await who.ask("/me")).status).toBe(200);
  expect((await who.ask("/sign-in?next=/me/totp")).headers.get("Location")).toBe("/me/totp");
  await who.post("/sign-out", {});
  expect(await (await who.ask("/sign-in")).text()).toContain(`value="${actor.login}"`);
});

test("a paused device is told until when; another one signs in", async () => {
  const [who, actor] = [visitor(), await somebody()];
  await who.ask("/sign-in");
  const form = { intent: "sign-in", login: actor.login, password: "wrong", next: "/" };
  for (let i = 0; i < 4; i++) expect((await who.post("/sign-in", form)).status).toBe(422);
  const paused = await who.post("/sign-in", form);
  expect(paused.status).toBe(429);
  expect(await paused.text()).toMatch(
    /这台设备已暂停登录，余 1[45] 分[\s\S]*\d\d:\d\d 后可再试。你在别的设备上仍可登录/,
  );
  expect((await who.post("/sign-in", { ...form, password })).status).toBe(429);
  expect(await visitor().signIn(actor.login, password)).toBe("/me");
  // A forged device is a new one, not somebody else's.
  who.cookies.set("lianxi_device", "00000000-0000-7000-8000-000000000000.x");
  expect((await who.post("/sign-in", { ...form, password })).status).toBe(303);
});

test("signing out ends the session at once; an address alone does not", async () => {
  const { who } = await signedIn();
  const stolen = visitor();
  for (const [name, value] of who.cookies) stolen.cookies.set(name, value);
  expect((await who.ask("/sign-out")).status).toBe(302);
  expect((await stolen.ask("/me")).status).toBe(200);
  const out = await who.post("/sign-out", {});
  expect([out.status, out.headers.get("Location"), who.cookies.has("lianxi_session")]).toEqual([
    303,
    "/sign-in",
    false,
  ]);
  expect((await stolen.ask("/me.data")).status).toBe(401);
  expect(await (await stolen.ask("/session")).json()).toEqual({ live: false, reason: "signed_out" });
});

test("what is not there says so with path, time and id, and nothing else", async () => {
  const { who } = await signedIn();
  const response = await who.ask("/incidents-2026-0188");
  const html = await response.text();
  expect(response.status).toBe(404);
  expect(html).toContain("没有这个页面，或者你看不到它");
  expect(html).toContain("/incidents-2026-0188");
  const id = response.headers.get("X-Request-Id")!;
  expect(html).toContain(`${id.slice(-8, -4)}-${id.slice(-4)}`);
  expect(html).not.toMatch(/\bat .*:\d+:\d+/);
  expect((await who.ask("/incidents-2026-0188.data")).status).toBe(404);
  expect((await who.post("/incidents-2026-0188", {})).status).toBe(404);
});

test("a password set by an administrator is replaced before anything else opens", async () => {
  const [who, actor] = [visitor(), await somebody({ mustChangePassword: true })];
  expect(await who.signIn(actor.login, password, "/me/sessions")).toBe("/sign-in/password?next=%2Fme%2Fsessions");
  expect((await who.ask("/me")).headers.get("Location")).toBe("/sign-in/password?next=%2Fme");
  expect((await who.post("/me?index", { intent: "preferences", theme: "dark" })).headers.get("Location")).toBe(
    "/sign-in/password",
  );
  const form = { intent: "change", password: "my own long one", repeat: "another", redirectTo: "/me/sessions" };
  const wrong = await who.post("/sign-in/password", form);
  expect([wrong.status, (await wrong.text()).includes("两次填写的不一样")]).toEqual([422, true]);
  const right = await who.post("/sign-in/password", { ...form, repeat: form.password });
  expect([right.status, right.headers.get("Location")]).toEqual([303, "/me/sessions"]);
  expect((await who.ask("/me/sessions")).status).toBe(200);
});

test("a form without JavaScript acts once however often it is sent, and comes back to its page", async () => {
  const { who, actor } = await signedIn();
  const form = {
    intent: "preferences",
    commandId: "0193d0a1-0000-7000-8000-000000000001",
    theme: "dark",
    locale: "en",
    singleKeys: "off",
  };
  for (let i = 0; i < 2; i++) expect((await who.post("/me?index", form)).headers.get("Location")).toBe("/me");
  expect(await db().event.count({ where: { streamId: actor.personId, name: "people.preferences.changed" } })).toBe(1);
  expect(await (await who.ask("/me")).text()).toMatch(/<html lang="en" data-theme="dark"/);
  const refused = await who.post("/me?index", { ...form, commandId: "", intent: "nothing" });
  expect(refused.status).toBe(422);
});

test("the second step without JavaScript: set up, asked for, and a recovery code instead", async () => {
  const { who, actor } = await signedIn();
  const page = async () => (await who.ask("/me/totp")).text();
  const post = (fields: Record<string, string>) => who.post("/me/totp", fields);
  await post({ intent: "start" });
  const secret = /select-all[^>]*>([A-Z2-7 ]{32,})</.exec(await page())![1]!;
  const authenticator = new TOTP({ secret: secret.replaceAll(" ", "") });
  const wrong = await post({ intent: "confirm", code: "000000" });
  expect([wrong.status, (await wrong.text()).includes("动态口令不对")]).toEqual([422, true]);
  const confirmed = await (await post({ intent: "confirm", code: authenticator.generate() })).text();
  const codes = [...confirmed.matchAll(/>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})</g)].map((match) => match[1]!);
  expect(codes).toHaveLength(10);
  const after = await page();
  expect(after).toContain("还剩 10 个没有用过");
  expect([after.includes(codes[0]!), after.includes(secret)]).toEqual([false, false]);
  await who.post("/sign-out", {});
  const first = { intent: "sign-in", login: actor.login, password, next: "/me/totp" };
  const ticketOf = async () =>
    /name="ticket" value="([^"]+)"/.exec(await (await who.post("/sign-in", first)).text())![1]!;
  const again = await who.post("/sign-in", {
    intent: "second-step",
    ticket: await ticketOf(),
    login: actor.login,
    code: "000000",
  });
  const html = await again.text();
  expect([again.status, html.includes("动态口令不对"), html.includes('name="ticket"')]).toEqual([422, true, true]);
  const recovered = await who.post("/sign-in", {
    intent: "second-step",
    ticket: await ticketOf(),
    login: actor.login,
    next: "/me/totp",
    recovery: codes[3]!,
  });
  expect([recovered.status, recovered.headers.get("Location")]).toEqual([303, "/me/totp"]);
  expect(await page()).toContain("还剩 9 个没有用过");
});

test("behind a proxy that is trusted, TLS makes the cookies Secure and the page's own origin counts", async () => {
  const who = new Visitor(demo.address);
  const proxied = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "portal.city.gov",
    "X-Forwarded-For": "10.1.1.1",
    Host: "10.0.0.7",
  };
  const page = await who.ask("/sign-in", { headers: proxied });
  expect(page.headers.getSetCookie()[0]).toContain("; Secure");
  const { login } = await somebody();
  const form = { intent: "sign-in", login, password, next: "/me" };
  expect((await who.post("/sign-in", form, { ...proxied, Origin: "https://portal.city.gov" })).status).toBe(303);
  expect((await who.post("/sign-out", {}, { ...proxied, Origin: "https://evil.example" })).status).toBe(403);
  // Who is not behind a proxy cannot say so.
  expect((await visitor().ask("/sign-in", { headers: proxied })).headers.getSetCookie()[0]).not.toContain("Secure");
});

test("probes answer; figures are for this machine or the holder of the token", async () => {
  const who = visitor();
  expect(await (await who.ask("/healthz")).text()).toBe("ok\n");
  expect(await (await who.ask("/readyz")).json()).toMatchObject({
    ready: true,
    checks: [
      { name: "database", ok: true },
      { name: "migrations", ok: true },
    ],
  });
  const figures = await (await who.ask("/metrics")).text();
  for (const name of [
    "nodejs_eventloop_lag_seconds",
    "process_cpu_seconds_total",
    'lianxi_http_seconds_count{method="GET",route="/me"',
    'lianxi_commands_total{command="people.preferences.change",outcome="done"}',
    "lianxi_sockets",
  ])
    expect(figures).toContain(name);
  expect((await who.ask("/metrics", { headers: { "X-Forwarded-For": "10.1.1.1" } })).status).toBe(404);
  const proxied = { "X-Forwarded-For": "10.1.1.1", Authorization: "Bearer 0123456789abcdef" };
  expect((await who.ask("/metrics", { headers: proxied })).status).toBe(200);
});

test("built files are kept by browsers for good; pages are not", async () => {
  const html = await (await visitor().ask("/sign-in")).text();
  const file = /href="(\/assets\/[^"]+\.css)"/.exec(html)![1]!;
  expect((await visitor().ask(file)).headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  const plain = await visitor().ask(file, { headers: { "Accept-Encoding": "identity" } });
  const small = await visitor().ask(file, { headers: { "Accept-Encoding": "br" } });
  expect([plain, small].map((one) => one.headers.get("Content-Encoding"))).toEqual([null, "br"]);
  expect(Number(small.headers.get("Content-Length"))).toBeLessThan(Number(plain.headers.get("Content-Length")) / 3);
  expect([await small.text(), small.headers.get("Content-Type")]).toEqual([
    await plain.text(),
    "text/css; charset=utf-8",
  ]);
  const missing = await visitor().ask("/assets/root-00000000.js");
  expect([missing.status, missing.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
});

test("the log holds no account, no query and no form", async () => {
  const { who, actor } = await signedIn();
  await who.ask("/me?q=%E7%8E%8B%E8%8A%B3");
  await visitor().post("/sign-in", { intent: "sign-in", login: "zhangsan-private", password: "secret-typed" });
  const logs = portal.logs();
  expect(logs).toContain('"route":"/me"');
  for (const word of [actor.login, "周敏", "zhangsan-private", "secret-typed", "%E7%8E%8B", "?q="])
    expect(logs).not.toContain(word);
});

test("in a demonstration the list stands beside the form and a row signs in; otherwise there is neither", async () => {
  const { demoAccounts } = await import("../../prisma/seed/accounts.ts");
  const [first] = demoAccounts;
  const { personId } = await somebody();
  await db().person.update({ where: { id: personId }, data: { login: first!.login } });
  const who = new Visitor(demo.address);
  expect(await (await who.ask("/sign-in")).text()).toContain(first!.name);
  expect((await who.post("/sign-in", { intent: "demo", login: first!.login, next: "/me" })).status).toBe(303);
  expect((await who.ask("/me")).status).toBe(200);
  expect(await (await visitor().ask("/sign-in")).text()).not.toContain(first!.name);
  expect((await visitor().post("/sign-in", { intent: "demo", login: first!.login, next: "/me" })).status).toBe(404);
});
