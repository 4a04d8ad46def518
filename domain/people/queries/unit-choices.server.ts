import { sql } from "../../kernel/db.server.ts";
import { visibleUnitPaths } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import type { UnitChoice } from "../register.ts";

const CHOICES = `
select u.id, u.short_name as name, coalesce(a.short_name, '') as detail from unit u left join unit a on a.id = u.parent_id
where u.closed_at is null and u.path like any($1) order by length(u.path), u.id limit 5000`;

/** Every open unit of the reader's territory, the wider before the narrower. */
export const unitChoices = (actor: Actor, now: Date): Promise<UnitChoice[]> =>
  sql<UnitChoice>(CHOICES, [visibleUnitPaths(actor, now)]);
