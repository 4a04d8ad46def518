import { logAccess } from "../../../audit/log-access.server.ts";
import { permit, Refusal } from "../../../kernel/refusal.ts";
import { inLanguage, type Sentence, say } from "../../../kernel/sentence.ts";
import type { Actor } from "../../../people/actor.ts";
import { reviewRules } from "../../../permissions/review.ts";
import { type SheetColumn, sheetFile } from "../../../submissions/sheet-file.server.ts";
import { assignmentRoles } from "../../assignment-machine.ts";
import { readableIncident } from "../../queries/room.server.ts";
import type { MeasuredNote, MeasuredUnit } from "../measure.ts";
import { reviewView } from "./review-view.server.ts";

const noteWords: { [K in MeasuredNote["kind"]]: Sentence } = {
  objected: say("提出异议", "objected"),
  upheld: say("维持交办", "upheld"),
  returned: say("同意异议，收回", "objection agreed"),
  withdrawn: say("撤回", "withdrawn"),
  phone: say("电话代记", "by telephone"),
  climbed: say("升级", "climbed to"),
  joined: say("后来交办", "dispatched later"),
};
/** 2026-11-24 14:28 in Shanghai. */
const shown = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
const minutes = (ms: number | null): number | string => (ms === null ? "—" : Math.floor(ms / 60_000));

/** 打印存档: in the access log before it goes to the printer. */
export async function printReview(actor: Actor, incidentId: string, now: Date, requestId?: string): Promise<void> {
  const thing = await readableIncident(actor, incidentId, now);
  permit(reviewRules["incidents.review.export"](actor, thing, now));
  const { facts, review } = await reviewView(actor, incidentId, now);
  if (!review) throw new Refusal("wrong_state", say("还没有开始复盘。", "The review has not begun."));
  await logAccess(actor, {
    ...{ action: "print", subjectKind: "incident", subjectId: incidentId, subjectLabel: facts.number },
    ...{ reason: review.finishedAt ? "复盘" : "复盘（草稿）", requestId },
  });
}

/**
 * The measured table as an .xlsx: units in the order of dispatch, minutes against the limit, no ranking. It asks a reason and is in
 * the access log before it is given out. Refusal: not_found, not_allowed, invalid (no reason), wrong_state (no review yet).
 */
export async function exportReview(
  actor: Actor,
  incidentId: string,
  { reason, requestId }: { reason: string; requestId?: string },
  now: Date,
): Promise<{ fileName: string; content: Buffer }> {
  const thing = await readableIncident(actor, incidentId, now);
  permit(reviewRules["incidents.review.export"](actor, thing, now));
  if (reason.trim().length < 2)
    throw new Refusal(
      "invalid",
      say("请写明导出的用途，理由会记入访问记录。", "Say what the export is for; the reason goes into the access log."),
      { fields: { reason: say("请写明用途", "Fill in the purpose") } },
    );
  const { facts, measured, review } = await reviewView(actor, incidentId, now);
  if (!review) throw new Refusal("wrong_state", say("还没有开始复盘。", "The review has not begun."));
  const word = (sentence: Sentence) => inLanguage(sentence, actor.locale);
  const drill = facts.drill ? word(say("（演练，不计入统计）", " (exercise, not counted)")) : "";
  const column = (head: Sentence, width: number, cell: (row: MeasuredUnit) => string | number) => ({
    head: word(head),
    width,
    cell,
  });
  const columns: SheetColumn<MeasuredUnit>[] = [
    column(say("单位", "Unit"), 20, (row) => row.unitName),
    column(say("角色", "Role"), 8, (row) => word(assignmentRoles[row.role])),
    column(say("交办时间", "Dispatched"), 18, (row) => shown(row.sentAt)),
    column(say("接受时限（分）", "Limit to accept (min)"), 16, (row) => minutes(row.acceptLimit)),
    column(say("已阅（分）", "Seen (min)"), 12, (row) => minutes(row.seen)),
    column(say("接受（分）", "Accepted (min)"), 12, (row) => minutes(row.accepted)),
    column(say("到场（分）", "Arrived (min)"), 12, (row) => minutes(row.arrived)),
    column(say("反馈（分）", "Reported (min)"), 12, (row) => minutes(row.reported)),
    column(say("接受超时", "Accepted late"), 10, (row) => (row.late ? word(say("是", "yes")) : word(say("否", "no")))),
    column(say("说明", "Notes"), 40, (row) =>
      row.notes
        .map((note) => `${shown(note.at)} ${word(noteWords[note.kind])}${note.name ? ` ${note.name}` : ""}`)
        .join("；"),
    ),
  ];
  const name = word(say("答复用时", "Answer times"));
  const content = await sheetFile(name, columns, measured);
  await logAccess(actor, {
    ...{ action: "export", subjectKind: "incident", subjectId: incidentId, subjectLabel: facts.number },
    ...{ reason: reason.trim().slice(0, 300), requestId },
  });
  return { fileName: `${facts.number} ${name}${drill}.xlsx`, content };
}
