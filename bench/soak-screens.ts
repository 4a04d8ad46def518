import { io, type Socket } from "socket.io-client";
import { newId } from "#domain/kernel/id.ts";
import { percentile } from "./report.ts";

/** All screens of the soak in one process: one clock for sending and receiving. Input as one JSON argument. */
const { address, incidents, cookies, sockets, rate, seconds } = JSON.parse(process.argv[2]!) as {
  address: string;
  incidents: string[];
  cookies: string[];
  sockets: number;
  /** Entries a second in all. */
  rate: number;
  seconds: number;
};
/** So many connect at once. */
const AT_ONCE = 25;
const WARM_SECONDS = 5;

type Pending = { sent: number; left: number; counted: boolean };
const pending = new Map<string, Pending>();
const latencies: number[] = [];
let dropped = 0;
let over = false;

function enter(index: number): Promise<Socket> {
  const incidentId = incidents[index % incidents.length]!;
  const socket = io(address, {
    path: "/live",
    transports: ["websocket"],
    extraHeaders: { Cookie: cookies[Math.floor(index / incidents.length) % cookies.length]! },
    reconnection: false,
    forceNew: true,
  });
  socket.on("disconnect", () => {
    if (!over) dropped += 1;
  });
  socket.on("events", (message: { events: { commandId: string }[] }) => {
    const now = performance.now();
    for (const { commandId } of message.events) {
      const entry = pending.get(commandId);
      if (!entry || --entry.left > 0) continue;
      pending.delete(commandId);
      if (entry.counted) latencies.push(now - entry.sent);
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

const open: Socket[] = [];
for (let first = 0; first < sockets; first += AT_ONCE) {
  const count = Math.min(AT_ONCE, sockets - first);
  open.push(...(await Promise.all(Array.from({ length: count }, (_, i) => enter(first + i)))));
  if (open.length % 500 < AT_ONCE) process.stderr.write(`${open.length} sockets are in\n`);
}
process.stdout.write(`${JSON.stringify({ entered: open.length })}\n`);

const start = performance.now();
let refused = 0;
for (let i = 0; i < (seconds + WARM_SECONDS) * rate; i++) {
  const wait = start + (i * 1000) / rate - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  const commandId = newId();
  // Writers go round the incidents; each is one of those who watch there.
  const socket = open[i % incidents.length]!;
  const incidentId = incidents[i % incidents.length]!;
  const watching = Math.floor((sockets - 1 - (i % incidents.length)) / incidents.length) + 1;
  pending.set(commandId, { sent: performance.now(), left: watching, counted: i >= WARM_SECONDS * rate });
  const text = `第 ${i} 条：现场约四十人，情绪平稳，代表已进接待室，等待说明监测结果。`;
  socket.emit("command", { intent: "post", input: { incidentId, text }, commandId }, (reply: { ok: boolean }) => {
    if (!reply.ok) refused += 1;
  });
}
for (let waited = 0; pending.size > 0 && waited < 100; waited++)
  await new Promise((resolve) => setTimeout(resolve, 100));
over = true;
const figures = { samples: latencies.length, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
process.stdout.write(`${JSON.stringify({ ...figures, lost: pending.size + refused, dropped })}\n`);
for (const socket of open) socket.disconnect();
