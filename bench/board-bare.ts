import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { createElement as h } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { CARD_COLUMNS, type CardRow } from "#domain/incidents/queries/board-cards.server.ts";

/** The baseline: one SQL statement for the open incidents, a plain card of text each, no rights, no filters, no frame. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 4 });
const OPEN = `select ${CARD_COLUMNS} from incident i where i.phase in ('reported','verified','dispatched','on_site','talking','agreed') order by i.timer_at, i.id limit 600`;

const card = (row: CardRow) =>
  h(
    "article",
    { key: row.id, className: "card" },
    h("p", null, h("span", { className: "level" }, `${row.level} 级`), h("span", null, row.phaseSince.toISOString())),
    h("h3", null, h("a", { href: `/incidents/${row.id}` }, row.title)),
    h("p", null, row.place),
    h(
      "p",
      null,
      `${row.headCount} 人`,
      h(
        "svg",
        { viewBox: "0 0 64 12" },
        h("polyline", { points: row.headCounts.map((c, i) => `${i * 8},${c}`).join(" ") }),
      ),
    ),
    h(
      "p",
      null,
      row.leadUnitName,
      ...row.ladder.map((unit, i) => h("i", { key: i, className: unit.state, title: unit.unitName })),
      ` ${row.accepted}/${row.ladder.length}`,
    ),
    h("p", { className: "timer" }, `${row.timerLabel} ${row.timerAt?.toISOString()}`),
    h("p", { className: "last" }, `${row.lastEntryAt?.toISOString()} ${row.lastEntryBy}：${row.lastEntryText}`),
  );

const server = createServer(async (_request, response) => {
  const { rows } = await pool.query<CardRow>({ name: "open", text: OPEN });
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  const page = h("html", null, h("body", null, h("main", null, rows.map(card))));
  const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(response) });
});
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(
    `${JSON.stringify({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`,
  ),
);
process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
