import { io, type Socket } from "socket.io-client";
import { newId } from "#domain/kernel/id.ts";

/** 200 screens and the writers among them; one clock for sending and receiving. */
const [, address, incidentId, writers, rate, seconds, ...cookies] = process.argv.slice(2) as string[];
const WARM_SECONDS = 3;

type Pending = { sent: number; left: number; last: number; counted: boolean };
const pending = new Map<string, Pending>();
const latencies: number[] = [];

function enter(cookie: string): Promise<Socket> {
  const socket = io(address!, {
    path: "/live",
    transports: ["websocket"],
    extraHeaders: { Cookie: cookie },
    reconnection: false,
    forceNew: true,
  });
  socket.on("events", (message: { events: { commandId: string }[] }) => {
    const now = performance.now();
    for (const { commandId } of message.events) {
      const entry = pending.get(commandId);
      if (!entry) continue;
      entry.last = now;
      entry.left -= 1;
      if (entry.left === 0) {
        pending.delete(commandId);
        if (entry.counted) latencies.push(entry.last - entry.sent);
      }
    }
  });
  return new Promise((resolve, reject) => {
    socket.on("connect_error", reject);
    socket.on("hello", () =>
      socket.emit("here", { page: "incident", incidentId }, (answer: { ok: boolean }) =>
        answer.ok ? resolve(socket) : reject(new Error("may not enter")),
      ),
    );
  });
}

const sockets: Socket[] = [];
for (const cookie of cookies) sockets.push(await enter(cookie));
await new Promise((resolve) => setTimeout(resolve, 1000));

const interval = 1000 / Number(rate);
const total = (Number(seconds) + WARM_SECONDS) * Number(rate);
const start = performance.now();
let refused = 0;
for (let i = 0; i < total; i++) {
  const due = start + i * interval;
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  const commandId = newId();
  const socket = sockets[i % Number(writers)]!;
  pending.set(commandId, {
    sent: performance.now(),
    left: sockets.length,
    last: 0,
    counted: i >= WARM_SECONDS * Number(rate),
  });
  socket.emit(
    "command",
    {
      intent: "post",
      input: { incidentId, text: `第 ${i} 条：现场约四十人，情绪平稳，代表已进接待室，等待说明监测结果。` },
      commandId,
    },
    (reply: { ok: boolean }) => {
      if (!reply.ok) refused += 1;
    },
  );
}
for (let waited = 0; pending.size > 0 && waited < 50; waited++)
  await new Promise((resolve) => setTimeout(resolve, 100));
process.stdout.write(`${JSON.stringify({ latencies, lost: pending.size + refused })}\n`);
for (const socket of sockets) socket.disconnect();
