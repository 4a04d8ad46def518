import { eventsById } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { entrySentence } from "../../incidents/entry-kinds.ts";
import { sql } from "../../kernel/db.server.ts";
import { inLanguage, type Sentence, say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { duties } from "../../people/duties.ts";
import { pageOf, type Turn, turning } from "../../people/queries/page-key.ts";
import type { KeyedPage } from "../../people/register.ts";
import { visibleIncidentsSql } from "../../permissions/incidents.ts";
import { visibleChangePaths } from "../../permissions/people.ts";
import type { DoneItem } from "../inbox.ts";

export const DONE_A_PAGE = 50;
const COLUMNS = [{ sql: "e.id", type: "bigint" }];

/** What a browser records by itself is nothing that somebody did. */
const BY_ITSELF = "('incidents.assignment.delivered','incidents.assignment.seen')";
const OWN_WORDS =
  "('audit.inquiry.asked','audit.inquiry.answered','audit.inquiry.checked','submissions.import.published')";
const GRANTS = "('people.grant.given','people.grant.revoked')";

type Row = { id: string; number: string | null; title: string | null };

/** 查看已办: what the reader did himself, newest first, as far as he may still read what it was about. */
export async function inboxDone(actor: Actor, now: Date, turn: Turn): Promise<KeyedPage<DoneItem>> {
  const seen = visibleIncidentsSql(actor, now, 1);
  const key = turning(turn, COLUMNS, 6, "desc");
  const rows = await sql<Row>(
    `select e.id::text as id, i.number, i.title from event e
       left join incident i on e.stream_kind = 'incident' and i.id = e.stream_id
       left join person gp on e.name in ${GRANTS} and gp.id = e.stream_id left join unit gu on gu.id = gp.unit_id
     where e.actor_id = $4::uuid and e.name not in ${BY_ITSELF}
       and (e.name in ${OWN_WORDS} or (e.stream_kind = 'incident' and ${seen.condition}) or gu.path like any($5::text[]))
       and ${key.condition} order by ${key.order} limit ${DONE_A_PAGE + 1}`,
    [...seen.values, actor.personId, visibleChangePaths(actor, now), ...key.values],
  );
  const page = pageOf(rows, DONE_A_PAGE, key, (row) => [row.id]);
  const events = new Map((await eventsById(page.rows.map(({ id }) => id))).map((event) => [event.id, event]));
  return {
    ...page,
    rows: page.rows.map(({ id, number, title }) => {
      const event = events.get(id)!;
      return {
        id,
        at: event.eventTime,
        text: inLanguage(doneSentence(event), actor.locale),
        about: title ? `${number} ${title}` : "",
        to: placeOf(event),
      };
    }),
  };
}

function placeOf(event: RecordedEvent): string | null {
  if (event.streamKind === "incident") return `/incidents/${event.streamId}`;
  if (event.name === "audit.inquiry.asked") return `/oversight/access/${event.data.entryId}`;
  return null;
}

function doneSentence(event: RecordedEvent): Sentence {
  switch (event.name) {
    case "audit.inquiry.asked":
      return say(`请人说明一次访问：${event.data.question}`, `Asked for an explanation: ${event.data.question}`);
    case "audit.inquiry.answered":
      return say(`说明一次访问：${event.data.answer}`, `Explained an access: ${event.data.answer}`);
    case "audit.inquiry.checked":
      return say("核对一次说明", "Checked an explanation");
    case "submissions.import.published":
      return say(`导入信访件 ${event.data.written} 件`, `Imported ${event.data.written} submissions`);
    case "people.grant.given": {
      const { personName, duty, scopeName, orderNumber } = event.data;
      return say(
        `授权 ${personName} ${duties[duty].zh}（${scopeName}），${orderNumber}`,
        `Granted ${personName} ${duties[duty].en} (${scopeName}), ${orderNumber}`,
      );
    }
    case "people.grant.revoked": {
      const { personName, duty, scopeName, reason } = event.data;
      return say(
        `收回 ${personName} ${duties[duty].zh}（${scopeName}）：${reason}`,
        `Revoked ${personName} ${duties[duty].en} (${scopeName}): ${reason}`,
      );
    }
    default:
      return entrySentence(event);
  }
}
