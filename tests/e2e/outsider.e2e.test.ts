import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client as Pg } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import map from "../../app/routes.ts";
import { root } from "../../cli/paths.ts";
import { newId } from "../../domain/kernel/id.ts";
import { openBrowser } from "../support/browser.ts";
import { Client } from "../support/client.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const pg = new Pg({ connectionString: portal.databaseUrl });
await pg.connect();
const coordinator = await Client.signIn(portal.address, "zhongyingxue");
const recorder = await Client.signIn(portal.address, "shixiaoman");
afterAll(async () => {
  coordinator.close();
  recorder.close();
  await pg.end();
});

/** An incident whose every word is a mark that must not be seen outside. */
const TITLE = "标记事件青鸾";
const TEXT = "标记记录朱雀";
const counties = (
  await pg.query<{ id: string; path: string }>("select id, path from unit where kind = 'county' order by short_name")
).rows;
const inside = counties[0]!;
const { incidentId, number } = await coordinator.must<{ incidentId: string; number: string }>("report", {
  title: TITLE,
  level: 2,
  countyId: inside.id,
  place: "标记地点玄武",
  cause: "标记起因白虎",
  occurredAt: new Date().toISOString(),
});
await coordinator.must("post", { incidentId, text: TEXT });
const marks = [TITLE, TEXT, number, "标记地点玄武", "标记起因白虎"];
/** Which of the marks an answer shows. The id itself is in the question and proves nothing. */
const leaks = (answer: string) =>
  marks.filter((mark) => answer.includes(mark) || answer.includes(JSON.stringify(mark).slice(1, -1)));

/** A liaison of a unit that has no part in it. */
const { rows } = await pg.query<{ login: string }>(
  `select p.login from person p join grants g on g.person_id = p.id join unit u on u.id = g.scope_id where g.duty = 'liaison' and not u.path like $1
     and g.not_before <= now() and g.not_after > now() and g.revoked_at is null
     and not exists (select 1 from grants o where o.person_id = p.id and o.duty in ('coordinator','convener','recorder','supervisor')) order by p.login limit 1`,
  [`${inside.path}%`],
);
const outsider = await Client.signIn(portal.address, rows[0]!.login);

const text = async (response: Promise<Response>) => {
  const answer = await response;
  return `${answer.status} ${await answer.text()}`;
};
/** Every way that text comes out of the portal. */
const channels: { [name: string]: (client: Client) => Promise<string> } = {
  page: (client) => text(client.get(`/incidents/${incidentId}`, { Accept: "text/html", "Sec-Fetch-Mode": "navigate" })),
  "page data": (client) => text(client.get(`/incidents/${incidentId}.data`)),
  events: (client) => text(client.get(`/incidents/${incidentId}/events?after=0`)),
  board: (client) => text(client.get("/incidents", { Accept: "text/html", "Sec-Fetch-Mode": "navigate" })),
  // The answer repeats the question; what it found is what counts.
  palette: async (client) => {
    const found = await Promise.all(
      ["青鸾", number].map(
        async (q) => (await (await client.get(`/palette?q=${encodeURIComponent(q)}`)).json()) as { groups: unknown },
      ),
    );
    return JSON.stringify(found.map(({ groups }) => groups));
  },
  "entries found by their words": (client) =>
    text(client.get(`/incidents/${incidentId}/events?before=999&q=${encodeURIComponent("朱雀")}`)),
  inbox: async (client) => {
    const { id } = (await pg.query<{ id: string }>("select id from person where login = 'zhongyingxue'")).rows[0]!;
    // Who may not read the incident cannot be mentioned in it; the mention of the coordinator is his alone.
    await recorder.must("post", { incidentId, text: `@钟映雪 ${TEXT}`, mentions: [id] });
    return text(client.get("/inbox", { Accept: "text/html", "Sec-Fetch-Mode": "navigate" }));
  },
  "what an attachment holds": async (client) => {
    const upload = new FormData();
    upload.set("file", new File([TEXT], `${TITLE}.txt`, { type: "text/plain" }));
    const sent = await fetch(`${portal.address}/incidents/${incidentId}/attachments`, {
      method: "POST",
      body: upload,
      headers: { Cookie: coordinator.cookie, Origin: portal.address },
    });
    const { outcome } = (await sent.json()) as { outcome: { id: string } };
    await coordinator.must("post", { incidentId, text: "附件", attachments: [outcome.id] });
    return text(client.get(`/incidents/${incidentId}/attachments/${outcome.id}`));
  },
  "socket of the room": async (client) => {
    const socket = await client.connect();
    await socket.here({ page: "incident", incidentId });
    await coordinator.must("post", { incidentId, text: TEXT });
    await coordinator.must("head-count", { incidentId, count: 12 });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    socket.disconnect();
    return JSON.stringify(socket.got);
  },
  "socket of the board": async (client) => {
    const socket = await client.connect();
    await socket.here({ page: "board" });
    await coordinator.must("post", { incidentId, text: TEXT });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    socket.disconnect();
    return JSON.stringify(socket.got);
  },
};

describe.each(Object.entries(channels))("%s", (_, ask) => {
  it("shows the outsider nothing", async () => {
    expect(leaks(await ask(outsider))).toEqual([]);
  });
  it("is a channel on which the checker sees a leak: the coordinator's answer is one", async () => {
    expect(leaks(await ask(coordinator))).not.toEqual([]);
  });
});

it("an incident that may not be read and one that does not exist get the same answers", async () => {
  const unknown = newId();
  const strip = (answer: string, id: string) =>
    answer
      .replaceAll(id, "ID")
      .replace(/nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{22}|\d{2}:\d{2}:\d{2}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "");
  for (const path of ["/incidents/ID", "/incidents/ID/events?after=0"]) {
    const [there, nowhere] = await Promise.all(
      [incidentId, unknown].map(async (id) =>
        strip(await text(outsider.get(path.replace("ID", id), { Accept: "application/json" })), id),
      ),
    );
    expect(there!.slice(0, 3)).toBe("404");
    expect(there!.slice(0, 3)).toBe(nowhere!.slice(0, 3));
  }
  const socket = await outsider.connect();
  expect(await socket.here({ page: "incident", incidentId })).toEqual({ ok: false, seq: 0 });
  expect(await socket.here({ page: "incident", incidentId: unknown })).toEqual({ ok: false, seq: 0 });
  expect(
    await socket
      .timeout(5000)
      .emitWithAck("command", { intent: "post", input: { incidentId, text: "x" }, commandId: newId() }),
  ).toMatchObject({ ok: false, code: "not_found" });
});

/** Every address that shows something below one incident, from the map itself: a new page is tried without anybody remembering it. */
type Entry = { path?: string; file: string; children?: Entry[] };
const addressesOf = (entries: readonly Entry[], above = ""): string[] =>
  entries.flatMap((entry) => {
    const path = entry.path === undefined ? above : `${above}/${entry.path}`;
    const reads = /export (default|const loader|async function loader|function loader)/.test(
      readFileSync(join(root, "app", entry.file), "utf8"),
    );
    return [...(reads && entry.path !== undefined ? [path] : []), ...addressesOf(entry.children ?? [], path)];
  });
const addresses = addressesOf(map as Entry[]).filter((path) => path.includes(":incidentId"));

it("every address below an incident is not_found for the outsider, as a page and as data", async () => {
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) {
    const path = address.replace(":incidentId", incidentId).replace(/:\w+\??/g, () => newId());
    for (const accept of ["text/html", "application/json"]) {
      const answer = await text(
        outsider.get(`${path}?after=0&q=${encodeURIComponent("标记")}`, {
          Accept: accept,
          "Sec-Fetch-Mode": "navigate",
        }),
      );
      expect({ address, accept, status: answer.slice(0, 3) }).toEqual({ address, accept, status: "404" });
      expect(leaks(answer), path).toEqual([]);
    }
  }
});

const inputs: Record<string, Record<string, unknown>> = {
  verify: { note: "x" },
  move: { from: "reported", to: "closed" },
  close: { outcome: "x" },
  "edit-facts": { factsVersion: 1, title: "x" },
  dispatch: { units: [{ unitId: inside.id, role: "lead" }] },
  post: { text: "x" },
  strike: { seq: 1, reason: "x" },
  pin: { seq: 2 },
  "head-count": { count: 1 },
  "add-demand": { text: "x", unitId: inside.id },
  "add-representative": { matter: "x", name: "x" },
  "give-task": { kind: "attend", title: "x", unitId: inside.id, dueAt: new Date().toISOString() },
  "link-submissions": { submissionIds: [newId()], reason: "同一件事" },
  visit: { lastSeq: 1 },
};
it.each(Object.entries(inputs))("command %s: not_found, and nothing written", async (intent, input) => {
  const before = (await pg.query("select seq from stream where id = $1", [incidentId])).rows[0];
  const reply = await outsider.run(intent, { incidentId, ...input });
  expect(reply).toMatchObject({ ok: false, code: "not_found", status: 404 });
  expect((await pg.query("select seq from stream where id = $1", [incidentId])).rows[0]).toEqual(before);
});

it("what was refused stands in the access log, and the server's log has none of the words", async () => {
  const { rows: refused } = await pg.query("select 1 from access_entry where action = 'refused' and subject_id = $1", [
    incidentId,
  ]);
  expect(refused.length).toBeGreaterThan(0);
  expect(leaks(portal.logs())).toEqual([]);
});

describe("a right that ends", () => {
  /** A person of his own with one grant as coordinator of the county. */
  async function guest(until: Date) {
    const id = newId();
    const grantId = newId();
    const login = `gast${id.slice(-8)}`;
    await pg.query(
      "insert into person (id, name, login, unit_id, password_hash, pinyin, initials) select $1, '客人', $2, unit_id, password_hash, '', '' from person where login = 'zhongyingxue'",
      [id, login],
    );
    await pg.query(
      "insert into grants (id, person_id, duty, scope_kind, scope_id, not_before, not_after, order_number) values ($1,$2,'coordinator','unit',$3, now() - interval '1 day', $4,'试')",
      [grantId, id, inside.id, until],
    );
    return { login, grantId, id };
  }

  it("by the clock: the open page is replaced, and everything refuses at once", async () => {
    const browser = await openBrowser();
    const until = new Date(Date.now() + 12_000);
    const { login } = await guest(until);
    const client = await Client.signIn(portal.address, login);
    const context = await browser.newContext({ locale: "zh-CN" });
    await context.addCookies(
      client.cookie
        .split("; ")
        .map((pair) => ({ name: pair.split("=")[0]!, value: pair.slice(pair.indexOf("=") + 1), url: portal.address })),
    );
    const page = await context.newPage();
    await page.goto(`${portal.address}/incidents/${incidentId}`);
    await page.getByText(TEXT).first().waitFor();
    const socket = await client.connect();
    expect((await socket.here({ page: "incident", incidentId })).ok).toBe(true);
    await page.getByText("没有这个页面，或者你看不到它").waitFor({ timeout: until.getTime() - Date.now() + 5000 });
    expect(await page.getByText(TEXT).count()).toBe(0);
    await expect.poll(() => socket.got.lost.length, { timeout: 5000 }).toBe(1);
    const heard = socket.events().length;
    await coordinator.must("post", { incidentId, text: TEXT });
    expect(leaks(await text(client.get(`/incidents/${incidentId}/events?after=0`)))).toEqual([]);
    expect(await client.run("post", { incidentId, text: "x" })).toMatchObject({ code: "not_found" });
    expect(socket.events().length).toBe(heard);
    client.close();
    await context.close();
  });

  it("by an administrator: the same", async () => {
    const { login, grantId } = await guest(new Date(Date.now() + 3_600_000));
    const client = await Client.signIn(portal.address, login);
    const socket = await client.connect();
    expect((await socket.here({ page: "incident", incidentId })).ok).toBe(true);
    const administrator = await Client.signIn(portal.address, "lanzhanqing");
    const revoked = await administrator.post("/admin/units", { intent: "revoke", grantId, reason: "调离" });
    expect(revoked.status).toBe(303);
    await expect.poll(() => socket.got.lost.length, { timeout: 5000 }).toBe(1);
    expect(await client.run("post", { incidentId, text: "x" })).toMatchObject({ code: "not_found" });
    client.close();
  });
});
