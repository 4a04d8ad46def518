import { z } from "zod";
import { sql } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import type { Actor } from "../../people/actor.ts";
import { visibleSubmissionPaths } from "../../permissions/submissions.ts";
import type { SubmissionChannel } from "../../submissions/channels.ts";

/** A submission from which an incident is to be reported. */
export type ReportSource = {
  id: string;
  number: string;
  channel: SubmissionChannel;
  title: string;
  place: string;
  countyId: string | null;
  receivedAt: string;
};

/** As many as one report takes. */
export const ReportSourcesInput = z.object({ ids: z.array(Id).max(500) });

const SOURCES = `select s.id, s.number, s.channel, s.title, s.place, s.county_id as "countyId", s.received_at as "receivedAt"
  from submission s where s.id = any($1::uuid[]) and s.unit_path like any($2::text[]) order by s.received_at, s.id`;

/** Those of the submissions that the actor may read, oldest first; others are left out as if they did not exist. */
export async function reportSources(actor: Actor, ids: readonly string[], now: Date): Promise<ReportSource[]> {
  const rows = await sql<Omit<ReportSource, "receivedAt"> & { receivedAt: Date }>(SOURCES, [
    ids,
    visibleSubmissionPaths(actor, now),
  ]);
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
