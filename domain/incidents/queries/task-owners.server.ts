import { sql } from "../../kernel/db.server.ts";
import { permit } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import type { MentionablePerson } from "./mentionable.server.ts";
import { readableIncident } from "./room.server.ts";

const FIND = `
select p.id, p.name, u.short_name as "unitName" from person p join unit u on u.id = p.unit_id
where p.disabled_at is null and u.path like (select path || '%' from unit where id = $1) order by (u.id = $1) desc, p.pinyin, p.id limit 200`;

/** Who may be made the owner of a task of a unit: people of it and of what is below it. For those who may give tasks in the incident. */
export async function taskOwners(
  actor: Actor,
  incidentId: string,
  unitId: string,
  now: Date,
): Promise<MentionablePerson[]> {
  const incident = await readableIncident(actor, incidentId, now);
  permit(incidentRules["incidents.task.give"](actor, incident, now));
  return /^[0-9a-f-]{36}$/i.test(unitId) ? sql<MentionablePerson>(FIND, [unitId]) : [];
}
