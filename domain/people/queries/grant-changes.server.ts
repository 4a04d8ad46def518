import type { EventData } from "../../events/catalogue.ts";
import { sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import { maySeeAdministration, visibleChangePaths } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { GrantChange, KeyedPage } from "../register.ts";
import { asked, nameCondition } from "./name-condition.ts";
import { pageOf, type Turn, turning } from "./page-key.ts";

const CHANGES_A_PAGE = 50;
const COLUMNS = [
  { sql: "e.recorded_at", type: "timestamptz" },
  { sql: "e.id", type: "bigint" },
];

type Row = {
  id: string;
  recordedAt: Date;
  eventTime: Date;
  name: "people.grant.given" | "people.grant.revoked";
  data: EventData<"people.grant.given"> & EventData<"people.grant.revoked">;
  unitName: string;
  actorName: string | null;
  actingUnitName: string | null;
};

/** 授权变动: grants given and revoked, newest first, as they were recorded. For administrators, organisation officers and auditors. */
export async function grantChanges(
  actor: Actor,
  now: Date,
  { query, ...turn }: Turn & { query?: string | null },
): Promise<KeyedPage<GrantChange>> {
  permitRead(maySeeAdministration(actor, null, now));
  const plain = asked(query);
  const name = nameCondition(plain, ["p.name"], "p.pinyin", 2);
  const key = turning(turn, COLUMNS, 5, "desc");
  const rows = await sql<Row>(
    `select e.id::text as id, e.recorded_at as "recordedAt", e.event_time as "eventTime", e.name, e.data, u.short_name as "unitName",
       e.actor_name as "actorName", e.acting_unit_name as "actingUnitName"
     from event e join person p on p.id = e.stream_id join unit u on u.id = p.unit_id
     where e.name in ('people.grant.given', 'people.grant.revoked') and u.path like any($1)
       and ($4 = '' or ${name.condition} or strpos(lower(replace(coalesce(e.data->>'orderNumber', ''), ' ', '')), $4) > 0)
       and ${key.condition} order by ${key.order} limit ${CHANGES_A_PAGE + 1}`,
    [visibleChangePaths(actor, now), ...name.values, plain, ...key.values],
  );
  const page = pageOf(rows, CHANGES_A_PAGE, key, (row) => [row.recordedAt.toISOString(), row.id]);
  return {
    ...page,
    rows: page.rows.map(({ data, ...row }) => {
      const given = row.name === "people.grant.given";
      return {
        id: row.id,
        at: row.eventTime.toISOString(),
        kind: given ? "given" : "revoked",
        personName: data.personName,
        unitName: row.unitName,
        duty: data.duty,
        scopeName: data.scopeName,
        term: given ? { notBefore: data.notBefore, notAfter: data.notAfter } : null,
        orderNumber: given ? data.orderNumber : null,
        reason: data.reason,
        by: row.actorName,
        byUnit: row.actingUnitName,
      };
    }),
  };
}
