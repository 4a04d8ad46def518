import { logAccess } from "../../audit/log-access.server.ts";
import { sql } from "../../kernel/db.server.ts";
import { maskName } from "../../kernel/masking.ts";
import { chinaDate } from "../../kernel/numbers.server.ts";
import { permitRead, Refusal } from "../../kernel/refusal.ts";
import { inLanguage, type Sentence, say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { maySeeSubmissions, visibleSubmissionPaths } from "../../permissions/submissions.ts";
import { channels, type SubmissionChannel } from "../channels.ts";
import { MOST_EXPORTED, type SubmissionFilter } from "../filter.ts";
import { type SheetColumn, sheetFile } from "../sheet-file.server.ts";
import { readable, Values } from "./conditions.server.ts";
import { pageKeys } from "./page-keys.server.ts";

export type ExportedFile = { fileName: string; rows: number; content: Buffer };

type Row = {
  number: string;
  channel: SubmissionChannel;
  title: string;
  body: string;
  petitioner: string;
  place: string;
  county: string | null;
  unit: string;
  receivedAt: string;
  links: number;
};

const heads = {
  number: say("编号", "Number"),
  channel: say("形式", "Form"),
  title: say("标题", "Title"),
  body: say("内容", "Text"),
  petitioner: say("信访人", "Petitioner"),
  county: say("县区", "County"),
  place: say("地点", "Place"),
  receivedAt: say("收到时间", "Received"),
  unit: say("归属", "Owner"),
  links: say("关联事件", "Incidents"),
} satisfies Record<string, Sentence>;

/**
 * The submissions of a filter as an .xlsx: names short, nothing that is sealed. It asks a reason, and the access log has it
 * before the file is given out. Refusal: invalid (no reason; over 10,000 rows), not_found.
 */
export async function exportSubmissions(
  actor: Actor,
  filter: SubmissionFilter,
  { reason, requestId }: { reason: string; requestId?: string },
  now: Date,
): Promise<ExportedFile> {
  permitRead(maySeeSubmissions(actor, null, now));
  if (reason.trim().length < 2)
    throw new Refusal(
      "invalid",
      say("请写明导出的用途，理由会记入访问记录。", "Say what the export is for; the reason goes into the access log."),
      {
        fields: { reason: say("请写明用途", "Fill in the purpose") },
      },
    );
  const paths = visibleSubmissionPaths(actor, now);
  const keys = await pageKeys(filter, paths, { down: true, after: null }, MOST_EXPORTED + 1);
  if (keys.length > MOST_EXPORTED)
    throw new Refusal(
      "invalid",
      say(
        "超过 10,000 件，请缩小条件后分次导出。",
        "Over 10,000 submissions; narrow the conditions and export in parts.",
      ),
    );
  const rows = await rowsOf(
    keys.map(({ id }) => id),
    paths,
  );
  const word = (sentence: Sentence) => inLanguage(sentence, actor.locale);
  const columns: SheetColumn<Row>[] = [
    { head: word(heads.number), width: 16, cell: (row) => row.number },
    { head: word(heads.channel), width: 8, cell: (row) => word(channels[row.channel]) },
    { head: word(heads.title), width: 40, cell: (row) => row.title },
    { head: word(heads.body), width: 60, cell: (row) => row.body },
    { head: word(heads.petitioner), width: 12, cell: (row) => maskName(row.petitioner) },
    { head: word(heads.county), width: 12, cell: (row) => row.county ?? "" },
    { head: word(heads.place), width: 20, cell: (row) => row.place },
    { head: word(heads.receivedAt), width: 18, cell: (row) => row.receivedAt },
    { head: word(heads.unit), width: 14, cell: (row) => row.unit },
    { head: word(heads.links), width: 10, cell: (row) => row.links },
  ];
  const name = word(say("信访件", "Submissions"));
  const content = await sheetFile(name, columns, rows);
  await logAccess(actor, {
    action: "export",
    subjectKind: "submission",
    subjectLabel: word(say(`信访件 ${rows.length} 件`, `${rows.length} submissions`)),
    reason: reason.trim().slice(0, 300),
    requestId,
  });
  return { fileName: `${name} ${chinaDate(now).day}.xlsx`, rows: rows.length, content };
}

const BATCH = 2000;

async function rowsOf(ids: readonly string[], paths: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const values = new Values();
    rows.push(
      ...(await sql<Row>(
        `select s.number, s.channel, s.title, s.body, s.petitioner, s.place, c.short_name as county, u.short_name as unit,
           to_char(s.received_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "receivedAt", s.incident_links as links
         from submission s join unit u on u.id = s.unit_id left join unit c on c.id = s.county_id
         where s.id = any(${values.bind(ids.slice(from, from + BATCH), "uuid[]")}) and ${readable(paths, values)}
         order by s.received_at desc, s.id desc`,
        values.list,
      )),
    );
  }
  return rows;
}
