import { ZONE } from "#domain/kernel/clock.ts";
import { type Cell, type Epoch, isBlank, isTooLong } from "./cell.ts";
import { readDate } from "./cell-date.ts";
import { cleanLine, cleanText, foldWidth } from "./cell-text.ts";
import { type Channel, readChannel } from "./channel-words.ts";
import { type Field, fields, type Header } from "./columns.ts";
import { readExternalNumber } from "./external-number.ts";
import { type ProblemCode, problem, type RowProblem } from "./row-problems.ts";

/** What a row says. Texts are cleaned, "" where the sheet says nothing; `receivedAt` is null only in bad rows. */
export type SheetSubmission = {
  externalNumber: string;
  petitioner: string;
  title: string;
  body: string;
  receivedAt: Date | null;
  channel: Channel;
  county: string;
  place: string;
  phone: string;
};

export type RowCells = Partial<Record<Field, Cell>>;
/** `isCounty` tells the names the 县区 column may hold; without it any is taken. */
export type RowContext = { header: Header; epoch: Epoch; now: Date; isCounty?: (name: string) => boolean };

const OLDEST = Date.UTC(1989, 11, 31, 16);
const shownParts = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
/** `2026-11-24 09:18` in Asia/Shanghai. */
const shown = (at: Date): string => shownParts.format(at);

/** Reads one row by itself; what it shares with other rows is the matter of `seen-rows.server.ts`. */
export function readRow(
  cells: RowCells,
  { header, epoch, now, isCounty }: RowContext,
): { value: SheetSubmission; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const report = (field: Field, code: ProblemCode, seen?: string) => problems.push(problem(header, field, code, seen));
  const unreadable = new Set<Field>();
  for (const field of fields) {
    const cell = cells[field];
    if (!cell) continue;
    if (cell.kind === "error") report(field, "error_value", cell.text);
    else if (isTooLong(cell)) report(field, "too_long");
    else continue;
    unreadable.add(field);
  }
  const cellOf = (field: Field) => (unreadable.has(field) ? undefined : cells[field]);
  const line = (field: Field) => cleanLine(cellOf(field)?.text ?? "");

  let externalNumber = "";
  if (!unreadable.has("externalNumber")) {
    const reading = readExternalNumber(cells.externalNumber);
    if ("number" in reading) externalNumber = reading.number;
    else report("externalNumber", reading.problem, cells.externalNumber?.text);
  }

  let receivedAt: Date | null = null;
  if (!unreadable.has("receivedAt")) {
    const cell = cells.receivedAt;
    receivedAt = cell && !isBlank(cell) ? readDate(cell, epoch) : null;
    if (!cell || isBlank(cell)) report("receivedAt", "date_empty");
    else if (!receivedAt) report("receivedAt", "date_unreadable", cell.text);
    else if (receivedAt > now) report("receivedAt", "date_in_future", untilToday(receivedAt, now));
    else if (receivedAt.getTime() < OLDEST) report("receivedAt", "date_very_old", shown(receivedAt).slice(0, 10));
  }

  const title = line("title");
  const body = cleanText(cellOf("body")?.text ?? "");
  const bothReadable = !unreadable.has("title") && !unreadable.has("body");
  if (title === "" && body === "" && bothReadable) report("body", "text_empty");
  else if (title === "" && !unreadable.has("title")) report("title", "title_empty");
  else if (body === "" && !unreadable.has("body")) report("body", "body_empty");

  const word = line("channel");
  const channel = readChannel(word);
  if (word !== "" && !channel) report("channel", "channel_unknown", word);
  else if (word === "" && header.places.channel && !unreadable.has("channel")) report("channel", "channel_empty");

  const county = line("county");
  if (county !== "" && isCounty && !isCounty(county)) report("county", "county_unknown", county);

  const value: SheetSubmission = {
    externalNumber,
    petitioner: line("petitioner"),
    title,
    body,
    receivedAt,
    channel: channel ?? "web",
    county,
    place: line("place"),
    phone: foldWidth(line("phone")),
  };
  return { value, problems };
}

/** The day where that is enough to see that it is still to come, else with the time. */
function untilToday(at: Date, now: Date): string {
  const text = shown(at);
  return text.slice(0, 10) > shown(now).slice(0, 10) ? text.slice(0, 10) : text;
}
