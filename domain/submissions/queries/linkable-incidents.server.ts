import type { Level } from "../../incidents/levels.ts";
import type { Phase } from "../../incidents/phase-machine.ts";
import { sql } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentRules, visibleIncidentsSql } from "../../permissions/incidents.ts";

/** An open incident that submissions may be added to by this person. */
export type LinkableIncident = {
  id: string;
  number: string;
  title: string;
  level: Level;
  phase: Phase;
  place: string;
  county: string;
  drill: boolean;
  /** Submissions linked so far. */
  submissions: number;
};

const SHOWN = 20;
const LOOKED_AT = 200;

type Row = LinkableIncident & { countyPath: string; reportedByUnitPath: string; unitPaths: string[] };

/** Open incidents whose number, title or place contains each word, where the actor may link submissions; the last active first. */
export async function linkableIncidents(actor: Actor, text: string, now: Date): Promise<LinkableIncident[]> {
  const seen = visibleIncidentsSql(actor, now, 1);
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const rows = await sql<Row>(
    `select i.id, i.number, i.title, i.level, i.phase, i.place, i.county_name as county, i.drill, i.county_path as "countyPath", i.reported_by_unit_path as "reportedByUnitPath",
       array(select a.unit_path from assignment a where a.incident_id = i.id and a.state not in ('returned','withdrawn')) as "unitPaths",
       (select count(*)::int from incident_link l where l.incident_id = i.id and l.target_kind = 'submission' and l.unlinked_at is null) as submissions
     from incident i where i.phase in ('reported','verified','dispatched','on_site','talking','agreed') and ${seen.condition}
       and i.number || ' ' || i.title || ' ' || i.place || ' ' || i.county_name ilike all($${seen.values.length + 1}::text[])
     order by coalesce(i.last_entry_at, i.reported_at) desc, i.id desc limit ${LOOKED_AT}`,
    [...seen.values, patterns],
  );
  return rows
    .filter((row) => incidentRules["incidents.submissions.link"](actor, row, now) === true)
    .slice(0, SHOWN)
    .map(({ countyPath: _, reportedByUnitPath: __, unitPaths: ___, ...incident }) => incident);
}
