import { sql } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { PART_DUTIES, TERRITORY_DUTIES } from "../../permissions/incidents.ts";
import { readableIncident } from "./room.server.ts";

/** Somebody who may read the incident now, as the mention list shows him: name, unit and duty only. */
export type MentionablePerson = { id: string; name: string; unitName: string };

/** So many at most; the rest is found by typing. */
export const MENTIONABLE_AT_MOST = 20;
/** A list to choose from holds them all; in a city that is not many. */
const READERS_AT_MOST = 500;

const FIND = `
select p.id, p.name, u.short_name as "unitName"
from person p join unit u on u.id = p.unit_id
where p.disabled_at is null and p.id is distinct from $2
  and exists (
    select 1 from grants g left join unit s on g.scope_kind = 'unit' and s.id = g.scope_id
    where g.person_id = p.id and g.not_before <= $3 and g.not_after > $3 and (g.revoked_at is null or g.revoked_at > $3)
      and (
        (g.duty = any($4::text[]) and s.path is not null and starts_with($6, s.path))
        or (g.duty = any($5::text[]) and s.path is not null and exists (select 1 from unnest($7::text[]) as part(path) where starts_with(part.path, s.path)))
        or (g.duty = any($4::text[] || $5::text[]) and g.scope_kind = 'incident' and g.scope_id = $1)
      )
  )
  and ($8 = '' or strpos(p.name, $8) > 0 or starts_with(replace(lower(p.pinyin), ' ', ''), $8) or starts_with(lower(p.initials), $8) or strpos(u.short_name, $8) > 0)
order by (strpos(p.name, $8) = 1) desc, u.short_name = any($9::text[]) desc, p.name, p.id
limit $10`;

const ACTIVE = "select unit_name from assignment where incident_id = $1 and state not in ('returned','withdrawn')";

/**
 * People who may read the incident at `now` and whose name, pinyin, initials or unit begin with (or hold) `query`; those of the
 * units at work come first, the asker is left out, but for `all`: everybody to choose from. Rights follow "incidents.read"; not_found for who may not read it himself.
 */
export async function mentionablePeople(
  actor: Actor,
  incidentId: string,
  query: string,
  now: Date,
  all = false,
): Promise<MentionablePerson[]> {
  const incident = await readableIncident(actor, incidentId, now);
  const active = await sql<{ unit_name: string }>(ACTIVE, [incidentId]);
  const wanted = query
    .trim()
    .toLowerCase()
    .replace(/[\s'’]/g, "")
    .slice(0, 40);
  const parts = [...incident.unitPaths, incident.reportedByUnitPath];
  return sql<MentionablePerson>(FIND, [
    incidentId,
    all ? null : actor.personId,
    now,
    TERRITORY_DUTIES,
    PART_DUTIES,
    incident.countyPath,
    parts,
    wanted,
    active.map((row) => row.unit_name),
    all ? READERS_AT_MOST : MENTIONABLE_AT_MOST,
  ]);
}
