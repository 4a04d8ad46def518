import { isLate } from "#domain/incidents/entry-kinds.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { dayNumber } from "../../../ui/format.ts";

/** The entries a reader has not been there for: after `from`, up to `to`; he left at `since` and was back at `back`. */
export type Absence = { from: number; to: number; since: string; back: string };

/** A line of the timeline. Keys stay the same whatever comes before or after. */
export type TimelineRow =
  | { kind: "day"; key: string; at: string }
  | { kind: "absence"; key: string; minutes: number; count: number }
  | { kind: "entry"; key: string; entry: RoomEntry; late: boolean; missed: boolean };

/** Whether an entry is one of those the reader has missed. His own are not. */
export const isMissed = (entry: RoomEntry, absence: Absence | null, me: string): boolean =>
  absence !== null && entry.seq > absence.from && entry.seq <= absence.to && entry.actor?.id !== me;

/**
 * How many entries the reader has missed: counted where they are at hand, by number where they lie further up. Those of his
 * own are left out.
 */
export function missedCount(entries: readonly RoomEntry[], absence: Absence, me: string): number {
  const first = entries[0]?.seq ?? absence.to + 1;
  const above = Math.max(0, Math.min(first - 1, absence.to) - absence.from);
  return above + entries.filter((entry) => isMissed(entry, absence, me)).length;
}

/**
 * The rows of `entries` (oldest first, in order of number): a divider where a day of recording begins, one where the reader
 * was away. Order is by number; the time shown is the event time, so a late entry stands where it arrived.
 */
export function timelineRows(entries: readonly RoomEntry[], absence: Absence | null, me: string): TimelineRow[] {
  const rows: TimelineRow[] = [];
  const count = absence ? missedCount(entries, absence, me) : 0;
  let divided = count === 0;
  let day: number | null = null;
  for (const entry of entries) {
    const its = dayNumber(entry.recordedAt);
    if (day !== null && its !== day) rows.push({ kind: "day", key: `day-${its}`, at: entry.recordedAt });
    day = its;
    const missed = isMissed(entry, absence, me);
    if (missed && !divided && absence) {
      rows.push({ kind: "absence", key: "absence", minutes: minutesAway(absence), count });
      divided = true;
    }
    rows.push({ kind: "entry", key: `entry-${entry.seq}`, entry, late: isLate(entry), missed });
  }
  return rows;
}

const minutesAway = (absence: Absence) =>
  Math.max(0, Math.floor((Date.parse(absence.back) - Date.parse(absence.since)) / 60_000));

/** A piece of a text: plain, a mention, or what was searched for. */
export type TextPiece = { text: string; as: "plain" | "mention" | "found" };

/** Cuts a text at its mentions (`@name`) and at the words searched for; longer names first, so that 周敏敏 is not read as 周敏. */
export function textPieces(text: string, names: readonly string[], query = ""): TextPiece[] {
  const mentions = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name}`);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const pieces: TextPiece[] = [];
  let plain = "";
  const push = (piece: TextPiece) => {
    if (plain) pieces.push({ text: plain, as: "plain" });
    plain = "";
    pieces.push(piece);
  };
  for (let at = 0; at < text.length; ) {
    const mention = mentions.find((name) => text.startsWith(name, at));
    const word = mention ? undefined : words.find((one) => lower.startsWith(one, at));
    if (mention) push({ text: mention, as: "mention" });
    else if (word) push({ text: text.slice(at, at + word.length), as: "found" });
    else plain += text[at];
    at += (mention ?? word ?? "x").length;
  }
  if (plain) pieces.push({ text: plain, as: "plain" });
  return pieces;
}
