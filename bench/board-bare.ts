import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import type { ReactElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { CARD_COLUMNS, type CardRow } from "#domain/incidents/queries/board-cards.server.ts";
import { type Maker, maker, type Node, read } from "./markup.ts";

/**
 * The baseline of the board: one SQL statement for the open incidents, and the very page that the portal shows, made anew from plain
 * elements with the values of the rows and rendered by renderToPipeableStream. No session, no rights, no texts to look up, no data for
 * scripts. The page is asked of the portal once, at the start (`PAGE_OF`, `COOKIE`), so that both always have the same markup.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 4 });
const OPEN = `select ${CARD_COLUMNS} from incident i where i.phase in ('reported','verified','dispatched','on_site','talking','agreed') order by i.timer_at, i.id limit 600`;
const rowsOf = async () => (await pool.query<CardRow>({ name: "open", text: OPEN })).rows;

const shown = await fetch(`${process.env.PAGE_OF}/incidents`, {
  headers: { Cookie: process.env.COOKIE!, Accept: "text/html" },
});
const page = read(await shown.text());
const first = new Map((await rowsOf()).map((row) => [row.id, row]));

/** The words of one row; longer ones first, so that none is found inside another. */
const placesOf = (row: CardRow): [string, (row: CardRow) => string][] =>
  (
    [
      [row.id, (one) => one.id],
      [row.title, (one) => one.title],
      [row.place, (one) => one.place],
      [row.leadUnitName ?? "", (one) => one.leadUnitName ?? ""],
      [row.lastEntryText ?? "", (one) => one.lastEntryText ?? ""],
      [row.timerLabel ?? "", (one) => one.timerLabel ?? ""],
      [String(row.headCount), (one) => String(one.headCount)],
    ] as [string, (row: CardRow) => string][]
  )
    .filter(([value]) => value !== "")
    .sort((a, b) => b[0].length - a[0].length);

const cards = new Map<string, Maker<CardRow>>();
/** A card of the page is made from its row of this request. */
const card = (node: Exclude<Node, string>): Maker<Map<string, CardRow>> | undefined => {
  const id = node.attributes["data-card"] as string | undefined;
  const row = id && first.get(id);
  if (!row) return undefined;
  cards.set(id, maker(node, placesOf(row)));
  return (rows) => cards.get(id)!(rows.get(id)!);
};
const make = maker<Map<string, CardRow>>(page, [], card);
if (cards.size === 0) throw new Error("the page of the portal shows no card");

const server = createServer(async (_request, response) => {
  const rows = await rowsOf();
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  const whole = make(new Map(rows.map((row) => [row.id, row]))) as ReactElement;
  const { pipe } = renderToPipeableStream(whole, { onAllReady: () => pipe(response) });
});
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(
    `${JSON.stringify({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cards: cards.size })}\n`,
  ),
);
process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
