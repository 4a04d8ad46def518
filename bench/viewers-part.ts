import { EventEmitter } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { postEntry } from "#domain/incidents/commands/entries.server.ts";
import { execute } from "#domain/kernel/command.server.ts";
import { closeDb } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import { attachRealtime } from "#realtime/main.ts";

/**
 * The portal's live part with viewers whose bytes are dropped where Engine.IO hands them to a transport: everything is done for each
 * viewer but the writing to his network. Half of the viewers have the dispatch board open, half sit in the rooms of the incidents.
 */
type Asked = { viewers: number; rate: number; seconds: number; warmSeconds: number; personId: string };
const [asked, incidents, cookies] = process.argv.slice(2).map((text) => JSON.parse(text)) as [
  Asked,
  string[],
  string[],
];

/** What Engine.IO asks of a transport. */
class Dropping extends EventEmitter {
  readonly name = "websocket";
  readonly protocol = 4;
  readonly supportsFraming = true;
  readonly handlesUpgrades = true;
  writable = true;
  readyState = "open";
  dropped = 0;
  /** Looks at what is sent while somebody waits for an answer. */
  reader: ((text: string) => void) | null = null;
  onRequest(): void {}
  discard(): void {}
  close(done?: () => void): void {
    this.readyState = "closed";
    this.emit("close");
    done?.();
  }
  send(packets: { type?: string; data?: unknown }[]): void {
    this.dropped += packets.length;
    for (const { type } of packets) if (type === "ping") queueMicrotask(() => this.emit("packet", { type: "pong" }));
    if (this.reader) for (const { data } of packets) this.reader(String(data));
    this.emit("drain");
  }
  say(text: string): void {
    this.emit("packet", { type: "message", data: text });
  }
  /** Waits for a message that begins with `start`. */
  hear(start: string): Promise<void> {
    return new Promise((resolve) => {
      this.reader = (text) => {
        if (!text.startsWith(start)) return;
        this.reader = null;
        resolve();
      };
    });
  }
}

type Engine = {
  createTransport: () => Dropping;
  handshake: (name: string, request: unknown, refuse: () => void) => Promise<Dropping>;
};
let engine: Engine | undefined;
const { bind } = Server.prototype;
Server.prototype.bind = function (made) {
  engine = made as unknown as Engine;
  return bind.call(this, made);
};

async function enter(cookie: string, here: object): Promise<Dropping> {
  const request = {
    ...{ method: "GET", url: "/live/?EIO=4&transport=websocket", headers: { cookie, host: "127.0.0.1" } },
    ...{ _query: { EIO: "4", transport: "websocket" }, connection: { remoteAddress: "127.0.0.1" } },
  };
  const transport = await engine!.handshake("websocket", request, () => {
    throw new Error("a viewer was refused");
  });
  const hello = transport.hear('2["hello"');
  transport.say("0");
  await hello;
  const entered = transport.hear('31[{"ok":true');
  transport.say(`21${JSON.stringify(["here", here])}`);
  await entered;
  return transport;
}

const http = createServer();
const realtime = await attachRealtime(http);
engine!.createTransport = () => new Dropping();
const viewers: Dropping[] = [];
for (let i = 0; i < asked.viewers; i++)
  viewers.push(
    await enter(
      cookies[i % cookies.length]!,
      i % 2 === 1 ? { page: "board" } : { page: "incident", incidentId: incidents[(i / 2) % incidents.length]! },
    ),
  );
// The news of who is present calms down.
await new Promise((resolve) => setTimeout(resolve, 1000));

let changes = 0;
async function change(seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (let due = performance.now(); due < end; due += 1000 / asked.rate) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const actor = await loadActor(asked.personId, new Date());
    const incidentId = incidents[changes++ % incidents.length];
    const text = `第 ${changes} 条：现场约四十人，情绪平稳，代表已进接待室，等待说明监测结果。`;
    await execute(postEntry, actor!, { incidentId, text }, { commandId: newId() });
  }
}

await change(asked.warmSeconds);
const sent = () => viewers.reduce((sum, one) => sum + one.dropped, 0);
const [before, used] = [{ changes, sent: sent() }, process.cpuUsage()];
await change(asked.seconds);
await new Promise((resolve) => setTimeout(resolve, 500));
const { user, system } = process.cpuUsage(used);
const done = changes - before.changes;
process.stdout.write(
  `${JSON.stringify({ cpu_ms: (user + system) / 1000 / done, changes: done, messages: (sent() - before.sent) / done })}\n`,
);
await realtime.close();
await closeDb();
process.exit(0);
