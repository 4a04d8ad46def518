import { sql } from "../../kernel/db.server.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import { inLanguage, say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { auditedPaths, auditRules } from "../../permissions/audit.ts";
import type { AccessDetail, AccessInquiryView } from "../access-log.ts";
import { chainLink } from "../chain.server.ts";
import { logAccess } from "../log-access.server.ts";
import { type EntryRow, LINE, lineOf } from "./access-log.server.ts";

/** How far back the same field is looked for, and how far around the same session. */
const SAME_FIELD_DAYS = 30;
const AROUND_MINUTES = 5;
const ROWS = 50;

type Row = EntryRow & {
  personId: string | null;
  subjectId: string | null;
  sessionId: string | null;
  unitPath: string | null;
  orderNumber: string | null;
  scopeName: string | null;
  notAfter: Date | null;
  revokedAt: Date | null;
  startedAt: Date | null;
  userAgent: string | null;
};
const ENTRY = `select ${LINE}, e.person_id as "personId", e.subject_id as "subjectId", e.session_id as "sessionId", u.path as "unitPath",
  g.order_number as "orderNumber", coalesce(su.short_name, i.number) as "scopeName", g.not_after as "notAfter", g.revoked_at as "revokedAt",
  s.created_at as "startedAt", s.user_agent as "userAgent"
from access_entry e left join unit u on u.id = e.unit_id left join grants g on g.id = e.grant_id
left join unit su on g.scope_kind = 'unit' and su.id = g.scope_id left join incident i on g.scope_kind = 'incident' and i.id = g.scope_id
left join session s on s.public_id = e.session_id where e.id = $1::bigint`;

const INQUIRIES = `select q.id, q.state, q.question, coalesce(p.name, '') as "askedBy", q.asked_at as "askedAt", q.answer, q.answered_at as "answeredAt"
from access_inquiry q left join person p on p.id = q.asked_by_id where q.entry_id = $1::bigint order by q.asked_at desc, q.id desc`;

/** One entry with its place, for who audits the unit it was done for; not_found for everybody else. Reading it is an entry too, written first. */
export async function accessEntry(actor: Actor, id: string, now: Date, requestId?: string): Promise<AccessDetail> {
  const [row] = /^\d{1,18}$/.test(id) ? await sql<Row>(ENTRY, [id]) : [];
  if (!row) throw notFound();
  const thing = { unitPath: row.unitPath ?? "", personId: row.personId };
  permitRead(auditRules["audit.read"](actor, thing, now));
  const label = `#${row.id}`;
  await logAccess(actor, {
    action: "open",
    subjectKind: "access-log",
    subjectId: row.id,
    subjectLabel: label,
    requestId,
  });
  const paths = auditedPaths(actor, now);
  const [link, sameField, around, inquiries] = await Promise.all([
    chainLink(row.id),
    sameFieldOf(row, paths, now),
    aroundOf(row, paths),
    sql<Omit<AccessInquiryView, "askedAt" | "answeredAt"> & { askedAt: Date; answeredAt: Date | null }>(INQUIRIES, [
      id,
    ]),
  ]);
  const mayAsk = auditRules["audit.inquiry.ask"](actor, thing, now);
  const state = inquiries[0]?.state;
  const tell = (zh: string, en: string) => inLanguage(say(zh, en), actor.locale);
  const unless = (reason: string | false) =>
    reason || (mayAsk === true ? (true as const) : inLanguage(mayAsk, actor.locale));
  return {
    line: lineOf(row),
    grant:
      row.orderNumber !== null && row.notAfter
        ? {
            orderNumber: row.orderNumber,
            scopeName: row.scopeName ?? "",
            notAfter: row.notAfter.toISOString(),
            revokedAt: row.revokedAt?.toISOString() ?? null,
          }
        : null,
    session: row.startedAt && { startedAt: row.startedAt.toISOString(), userAgent: row.userAgent ?? "" },
    sameField,
    around,
    seal: { hash: shortHash(link?.hash ?? ""), fits: link?.fits ?? false },
    inquiries: inquiries.map((one) => ({
      ...one,
      askedAt: one.askedAt.toISOString(),
      answeredAt: one.answeredAt?.toISOString() ?? null,
    })),
    can: {
      ask: unless(
        row.personId === null
          ? tell("这一条没有可问的人。", "There is nobody to ask about this entry.")
          : state === "asked" && tell("已请其说明，尚未答复。", "An explanation has been asked for and not yet given."),
      ),
      check: unless(state !== "answered" && tell("没有待核的说明。", "There is no explanation to check.")),
    },
  };
}

const shortHash = (hash: string) => `${hash.slice(0, 4)}…${hash.slice(-4)}`;

/** Who else has seen this very field of this very thing. */
async function sameFieldOf(row: Row, paths: string[], now: Date): Promise<AccessDetail["sameField"]> {
  if (row.action !== "reveal" || !row.subjectId) return null;
  const rows = await sql<{ at: Date; personName: string; reason: string | null }>(
    `select e.at, e.person_name as "personName", e.reason from access_entry e join unit u on u.id = e.unit_id
     where e.subject_kind = $1 and e.subject_id = $2 and e.action = 'reveal' and e.field is not distinct from $3
       and e.at >= $4::timestamptz and u.path like any($5::text[]) order by e.at desc, e.id desc limit ${ROWS}`,
    [row.subjectKind, row.subjectId, row.field, new Date(now.getTime() - SAME_FIELD_DAYS * 86_400_000), paths],
  );
  return rows.map((one) => ({ at: one.at.toISOString(), personName: one.personName, reason: one.reason ?? "" }));
}

/** What else was done in the same session just before and after. */
async function aroundOf(row: Row, paths: string[]) {
  if (!row.personId || !row.sessionId) return [];
  const rows = await sql<EntryRow>(
    `select ${LINE} from access_entry e join unit u on u.id = e.unit_id
     where e.person_id = $1 and e.session_id = $2 and e.id <> $3::bigint
       and e.at between $4::timestamptz - interval '${AROUND_MINUTES} minutes' and $4::timestamptz + interval '${AROUND_MINUTES} minutes'
       and u.path like any($5::text[]) order by e.at, e.id limit ${ROWS}`,
    [row.personId, row.sessionId, row.id, row.at, paths],
  );
  return rows.map(lineOf);
}
