import { sql } from "../../kernel/db.server.ts";

/** A unit that can be dispatched; `above` tells units of like name apart. */
export type DispatchUnit = { id: string; name: string; above: string | null };

const UNITS = `select u.id, u.short_name as name, p.short_name as above
  from unit u left join unit p on p.id = u.parent_id
  where u.closed_at is null and u.kind <> 'city' order by u.is_member desc, u.path`;

/** Every unit that is not closed, the city itself apart: members of the joint conference first, then by place in the tree. */
export const dispatchUnits = (): Promise<DispatchUnit[]> => sql<DispatchUnit>(UNITS);
