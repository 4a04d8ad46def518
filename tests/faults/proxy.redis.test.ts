import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { expect, it } from "vitest";
import { root } from "../../cli/paths.ts";
import { newId } from "../../domain/kernel/id.ts";
import { faultCity } from "../../faults/city.ts";
import { send } from "../../faults/writers.ts";
import { freePort } from "../../prisma/embedded/cluster.ts";
import { isAlive, until } from "../../prisma/embedded/process-table.ts";
import { atEndOfFile } from "../support/clean-up.ts";
import { startPortal } from "../support/portal.ts";
import { programPath } from "../support/programs.ts";
import { startRedis } from "../support/redis.ts";

const haproxy = programPath("haproxy");

/** The proxy of deploy/compose.yaml with its own file, before two real nodes. */
async function startProxy(one: string, two: string): Promise<string> {
  const bind = `127.0.0.1:${await freePort()}`;
  const env = { PROXY_BIND: bind, PROXY_SCHEME: "http", NODE_ONE: new URL(one).host, NODE_TWO: new URL(two).host };
  const child: ChildProcess = spawn(haproxy!, ["-db", "-f", join(root, "deploy/haproxy.cfg")], {
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  atEndOfFile(async () => {
    child.kill("SIGTERM");
    await until(() => !isAlive(child.pid!), 10_000);
  });
  const address = `http://${bind}`;
  const answers = async () => (await fetch(`${address}/healthz`).catch(() => null))?.ok === true;
  if (!(await until(answers, 20_000, 100))) throw new Error("the proxy does not answer");
  return address;
}

it.skipIf(!haproxy)(
  `deploy/haproxy.cfg${haproxy ? "" : " (haproxy is not installed)"}: sockets stick, a dead node is left, nobody gets at figures`,
  async () => {
    const redis = await startRedis();
    const env = { REDIS_URL: redis.url, LIANXI_TRUST_PROXY: "1" };
    const one = await startPortal({ env, seeded: false });
    const two = await startPortal({ env: { ...env, DATABASE_URL: one.databaseUrl } });
    const city = await faultCity(one.databaseUrl, { incidents: 1, writers: 1, screens: 0, outsiders: 0 });
    const incidentId = city.incidents[0]!;
    const session = city.writers[0]!;
    const address = await startProxy(one.address, two.address);
    for (const path of ["/metrics", "/readyz"]) expect((await fetch(address + path)).status).toBe(404);
    const write = (text: string) =>
      expect
        .poll(() => send(address, session, { ...entry, text }).then(({ outcome }) => outcome), { timeout: 30_000 })
        .toBe("acked");
    const entry = { commandId: newId(), incidentId, text: "", seq: null, indeterminate: false };

    // Long polling: each request of a socket has to reach the node that knows it.
    const sockets = await Promise.all(Array.from({ length: 6 }, () => poll(address, session, incidentId)));
    await write("经代理记入");
    await expect.poll(() => sockets.every(({ texts }) => texts.includes("经代理记入")), { timeout: 20_000 }).toBe(true);
    expect([...new Set(sockets.map(({ node }) => node))].sort()).toEqual(["one", "two"]);
    expect(sockets.map(({ drops }) => drops())).toEqual([0, 0, 0, 0, 0, 0]);

    const onDead = sockets.filter(({ node }) => node === "one");
    const others = sockets.filter(({ node }) => node === "two");
    await one.kill();
    // Those of the living node stay; the others find it through the same address.
    await expect
      .poll(() => onDead.every(({ drops, socket }) => drops() > 0 && socket.connected), { timeout: 60_000 })
      .toBe(true);
    expect(others.every(({ drops }) => drops() === 0)).toBe(true);
    entry.commandId = newId();
    await write("一个节点已停");
    await expect
      .poll(() => others.every(({ texts }) => texts.includes("一个节点已停")), { timeout: 20_000 })
      .toBe(true);
    for (const { socket } of sockets) socket.disconnect();
  },
  150_000,
);

type Polling = { socket: Socket; texts: string[]; node: string; drops(): number };

/** A socket that keeps to long polling and to the node that the proxy gave it, as a browser behind a gateway without WebSocket does. */
async function poll(address: string, session: string, incidentId: string): Promise<Polling> {
  const given = (await fetch(`${address}/healthz`)).headers.getSetCookie().map((line) => line.split(";")[0]!);
  const node = given.find((pair) => pair.startsWith("node="))?.slice(5) ?? "";
  const texts: string[] = [];
  let drops = 0;
  const socket = io(address, {
    path: "/live",
    transports: ["polling"],
    forceNew: true,
    extraHeaders: { Cookie: `${session}; node=${node}` },
    reconnectionDelay: 200,
    reconnectionDelayMax: 1000,
  });
  socket.on("disconnect", () => {
    drops += 1;
  });
  socket.on("events", ({ events }: { events: { data: { text?: string } }[] }) =>
    texts.push(...events.map(({ data }) => data.text ?? "")),
  );
  let entered = false;
  socket.on("hello", () =>
    socket.emit("here", { page: "incident", incidentId }, (answer: { ok: boolean }) => {
      entered = answer.ok;
    }),
  );
  if (!(await until(() => entered, 30_000))) throw new Error("a polling socket could not enter");
  return { socket, texts, node, drops: () => drops };
}
