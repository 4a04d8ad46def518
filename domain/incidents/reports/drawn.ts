import { entrySentence } from "../entry-kinds.ts";
import type { RoomEntry } from "../room.ts";
import { chineseMoment } from "./begin.ts";

/** Entries that say nothing a report could say: who looked, and the reports themselves. */
const silent = ["incidents.assignment.delivered", "incidents.assignment.seen", "incidents.entry.pinned"];
export const maySayMore = (entry: RoomEntry): boolean =>
  !silent.includes(entry.name) &&
  !entry.name.startsWith("incidents.report.") &&
  entry.name !== "incidents.entry.struck";

const ended = (text: string) => (/[。！？；]$/.test(text) ? text : `${text}。`);
/** 14时20分 */
export const timeOf = (iso: string): string => chineseMoment(iso).replace(/^.*日/, "");

/** What ticking an entry writes into the report. Reports are in Chinese, whoever writes them. */
export function drawnText(entry: RoomEntry): string {
  switch (entry.name) {
    case "incidents.entry.posted":
      return ended(
        entry.data.text.replace(/\s+/g, " ").trim() || entry.data.attachments.map((one) => one.name).join("、"),
      );
    case "incidents.head-count.recorded":
      return `至${timeOf(entry.eventTime)}，现场有群众${entry.data.count}人。`;
    case "incidents.assignment.reported":
      return ended(`${entry.data.unitName}报告：${entry.data.text}`);
    default:
      return ended(`${timeOf(entry.eventTime)}，${entrySentence(entry).zh}`);
  }
}

export type FigureAsked = { seq: number; count: number; at: string; newer: { seq: number; count: number; at: string } };

/** Head counts in the text for which a newer one is known: asked about, never changed by itself. */
export function figuresAsked(drawn: readonly number[], entries: readonly RoomEntry[]): FigureAsked[] {
  const counts = entries.flatMap((entry) =>
    entry.name === "incidents.head-count.recorded" && entry.struckBySeq === undefined
      ? [{ seq: entry.seq, count: entry.data.count, at: entry.eventTime }]
      : [],
  );
  const newest = [...counts].sort((a, b) => a.at.localeCompare(b.at) || a.seq - b.seq).at(-1);
  if (!newest) return [];
  return counts
    .filter(
      (one) => drawn.includes(one.seq) && one.seq !== newest.seq && one.at < newest.at && one.count !== newest.count,
    )
    .map((one) => ({ ...one, newer: newest }));
}

/** The written part after 换成: the figure and its time, and nothing else of what people made of it. */
export const withNewFigure = (text: string, { count, at, newer }: FigureAsked): string =>
  text.replace(timeOf(at), timeOf(newer.at)).replace(String(count), String(newer.count));
