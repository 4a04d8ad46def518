import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { Server } from "socket.io";

/** The baseline: commits one INSERT, then emits to the room. No rights, no receipt, no timeline. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 16 });
await pool.query(
  "create table bare_entry (id bigserial primary key, data jsonb not null, at timestamptz not null default now())",
);
const http = createServer();
const io = new Server(http, { path: "/live", serveClient: false });
let seq = 0;
io.on("connection", (socket) => {
  socket.emit("hello", { at: new Date().toISOString(), personId: "" });
  socket.on("here", (here: { incidentId: string }, done: (answer: unknown) => void) => {
    socket.join(here.incidentId);
    done({ ok: true, seq: 0 });
  });
  socket.on(
    "command",
    async (
      asked: { input: { incidentId: string; text: string }; commandId: string },
      done: (reply: unknown) => void,
    ) => {
      const { incidentId, text } = asked.input;
      const now = new Date().toISOString();
      seq += 1;
      const event = frame(incidentId, text, asked.commandId, now, seq);
      await pool.query({
        name: "insert",
        text: "insert into bare_entry (data) values ($1)",
        values: [JSON.stringify(event)],
      });
      io.to(incidentId).emit("events", { incidentId, events: [event] });
      done({ ok: true, outcome: { seq } });
    },
  );
});

/** An event of the portal's own shape, so that the frames have the same bytes. */
const frame = (incidentId: string, text: string, commandId: string, now: string, at: number) => ({
  id: String(at),
  streamId: incidentId,
  streamKind: "incident",
  seq: at,
  name: "incidents.entry.posted",
  data: { incidentId, text, mentions: [], attachments: [] },
  eventTime: now,
  recordedAt: now,
  actor: { id: incidentId, name: "试验员100", unitId: incidentId, unitName: "试验市" },
  commandId,
});

http.listen(0, "127.0.0.1", () =>
  process.stdout.write(`${JSON.stringify({ address: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })}\n`),
);
process.on("SIGTERM", () => {
  io.close();
  void pool.end().then(() => process.exit(0));
});
