import { permitRead, Refusal } from "../../kernel/refusal.ts";
import { inLanguage, type Sentence, say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { maySeeAccessLog } from "../../permissions/audit.ts";
import { type SheetColumn, sheetFile } from "../../submissions/sheet-file.server.ts";
import { accessActions } from "../access.ts";
import { type AccessFilter, type AccessLine, asksReason, dutyText, noReasonAsked, subjectText } from "../access-log.ts";
import { logAccess } from "../log-access.server.ts";
import { accessLog, daysOf } from "./access-log.server.ts";

/** The largest export, in entries. */
export const MOST_EXPORTED = 10_000;

const heads = {
  at: say("时间", "Time"),
  person: say("人员", "Person"),
  unit: say("单位", "Unit"),
  duty: say("职责", "Duty"),
  action: say("动作", "Act"),
  subject: say("对象", "Subject"),
  reason: say("理由", "Reason"),
} satisfies Record<string, Sentence>;

/** 2026-11-24 14:28:52 in Shanghai. */
const shown = (iso: string) => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/**
 * The access log under a filter as an .xlsx with the columns of the page. It asks a reason of its own, and is in the log before
 * it is given out. Refusal: not_found, invalid (no reason; over 10,000 entries).
 */
export async function exportAccessLog(
  actor: Actor,
  filter: AccessFilter,
  { reason, requestId }: { reason: string; requestId?: string },
  now: Date,
): Promise<{ fileName: string; rows: number; content: Buffer }> {
  permitRead(maySeeAccessLog(actor, null, now));
  if (reason.trim().length < 2)
    throw new Refusal(
      "invalid",
      say("请写明导出的用途，理由会记入访问记录。", "Say what the export is for; the reason goes into the access log."),
      { fields: { reason: say("请写明用途", "Fill in the purpose") } },
    );
  const page = await accessLog(actor, filter, { size: MOST_EXPORTED }, now);
  if (page.next)
    throw new Refusal(
      "invalid",
      say("超过 10,000 条，请缩小条件后分次导出。", "Over 10,000 entries; narrow the conditions and export in parts."),
    );
  const word = (sentence: Sentence) => inLanguage(sentence, actor.locale);
  const columns: SheetColumn<AccessLine>[] = [
    { head: word(heads.at), width: 20, cell: (line) => shown(line.at) },
    { head: word(heads.person), width: 10, cell: (line) => line.personName },
    { head: word(heads.unit), width: 18, cell: (line) => line.unitName },
    { head: word(heads.duty), width: 12, cell: (line) => dutyText(line.duty, actor.locale) },
    { head: word(heads.action), width: 12, cell: (line) => word(accessActions[line.action]) },
    { head: word(heads.subject), width: 32, cell: (line) => subjectText(line, actor.locale) },
    {
      head: word(heads.reason),
      width: 48,
      cell: (line) => (asksReason(line.action) ? (line.reason ?? "") : word(noReasonAsked)),
    },
  ];
  const name = word(say("访问记录", "Access log"));
  const content = await sheetFile(name, columns, page.rows);
  await logAccess(actor, {
    action: "export",
    subjectKind: "access-log",
    subjectLabel: word(
      say(`${daysOf(filter)}　${page.rows.length} 条`, `${daysOf(filter)}　${page.rows.length} entries`),
    ),
    reason: reason.trim().slice(0, 300),
    requestId,
  });
  return { fileName: `${name} ${daysOf(filter)}.xlsx`, rows: page.rows.length, content };
}
