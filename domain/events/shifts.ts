import { z } from "zod";
import { Id, Iso } from "../kernel/fields.ts";
import { say } from "../kernel/sentence.ts";
import { shiftDuties, shiftDutyNames } from "../shifts/shift-duties.ts";
import type { By } from "./incident-sentences.ts";

const onShift = {
  shiftId: Id,
  unitId: Id,
  unitName: z.string(),
  duty: z.enum(shiftDutyNames),
  name: z.string(),
  personId: Id,
  personName: z.string(),
};
/** Of a hand-over: the one before as well. */
const between = { ...onShift, beforeId: Id, fromId: Id, fromName: z.string() };

/** Everything that happens to a shift of an office; the stream is that of the shift which takes over. */
export const shiftEvents = {
  "shifts.planned": z.object({ ...onShift, startsAt: Iso, endsAt: Iso }),
  /** As it is then, and as it was; `from…` is whose it was. */
  "shifts.changed": z.object({
    ...onShift,
    ...{ fromId: Id, fromName: z.string(), nameBefore: z.string() },
    ...{ startsAt: Iso, endsAt: Iso, startsBefore: Iso, endsBefore: Iso },
  }),
  "shifts.cancelled": z.object({ ...onShift, reason: z.string() }),
  /** Taken without a hand-over: nobody was on duty. */
  "shifts.begun": z.object({ ...onShift, takesAt: Iso }),
  "shifts.handed-over": z.object({ ...between, notes: z.string() }),
  "shifts.row.opened": z.object({ ...between, key: z.string() }),
  "shifts.asked": z.object({ ...between, text: z.string() }),
  "shifts.answered": z.object({ ...between, text: z.string() }),
  "shifts.sent-back": z.object({ ...between, text: z.string() }),
  "shifts.accepted": z.object({
    ...between,
    takesAt: Iso,
    rows: z.int(),
    /** Each row as it stood on the sheet then. */
    handed: z.array(z.string()).default([]),
    /** Those which the next one had not opened. */
    unread: z.array(z.string()),
    tasks: z.int(),
    incidents: z.int(),
  }),
  /** Not accepted when it should have begun: it has climbed to the head of the office. */
  "shifts.climbed": z.object({ ...between, dueAt: Iso }),
} as const;
export type ShiftEventName = keyof typeof shiftEvents;

type Data<N extends ShiftEventName> = z.infer<(typeof shiftEvents)[N]>;
const called = (d: { name: string; duty: keyof typeof shiftDuties }) => ({
  zh: `${d.name}${shiftDuties[d.duty].zh}`,
  en: `${d.name} ${shiftDuties[d.duty].en.toLowerCase()}`,
});

const SHANGHAI_MS = 8 * 3_600_000;
/** 11-24 08:00, in Asia/Shanghai. */
const when = (iso: string) => new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(5, 16).replace("T", " ");
const span = (from: string, until: string) => `${when(from)}—${when(until)}`;

/** One line a kind of event, for the sheet and for what one has done. */
export const shiftSentences: { [N in ShiftEventName]: (data: Data<N>, by: By) => ReturnType<typeof say> } = {
  "shifts.planned": (d, by) =>
    say(`${by.name} 排班：${called(d).zh} ${d.personName}`, `${by.name} planned ${called(d).en}: ${d.personName}`),
  "shifts.changed": (d, by) =>
    say(
      `${by.name} 改了${called(d).zh}：${d.fromId === d.personId ? d.personName : `${d.fromName} 换成 ${d.personName}`}，${span(d.startsAt, d.endsAt)}`,
      `${by.name} changed ${called(d).en}: ${d.fromId === d.personId ? d.personName : `${d.fromName} to ${d.personName}`}, ${span(d.startsAt, d.endsAt)}`,
    ),
  "shifts.cancelled": (d, by) =>
    say(
      `${by.name} 取消 ${d.personName} 的${called(d).zh}：${d.reason}`,
      `${by.name} cancelled ${called(d).en} of ${d.personName}: ${d.reason}`,
    ),
  "shifts.begun": (d) => say(`${d.personName} 上岗`, `${d.personName} is on duty`),
  "shifts.handed-over": (d) =>
    say(`${d.fromName} 交班给 ${d.personName}`, `${d.fromName} handed over to ${d.personName}`),
  "shifts.row.opened": (d) => say(`${d.personName} 看过一项`, `${d.personName} opened a row`),
  "shifts.asked": (d, by) => say(`${by.name} 问：${d.text}`, `${by.name} asked: ${d.text}`),
  "shifts.answered": (d, by) => say(`${by.name} 答：${d.text}`, `${by.name} answered: ${d.text}`),
  "shifts.sent-back": (d, by) => say(`${by.name} 退回补充：${d.text}`, `${by.name} sent it back: ${d.text}`),
  "shifts.accepted": (d) =>
    say(
      `${d.personName} 接班，未看 ${d.unread.length} 项`,
      `${d.personName} accepted with ${d.unread.length} rows not opened`,
    ),
  "shifts.climbed": (d) =>
    say(
      `到时没有接班，升级至${d.unitName}负责人，${d.fromName} 继续值守`,
      `Not accepted in time: climbed to the head of ${d.unitName}; ${d.fromName} stays on duty`,
    ),
};
