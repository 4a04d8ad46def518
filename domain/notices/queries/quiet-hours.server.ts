import { sql } from "../../kernel/db.server.ts";
import { type Actor, isLive } from "../../people/actor.ts";
import { defaultQuiet, isQuiet, minuteOfDay, type Quiet, timeOf } from "../quiet-hours.ts";

type Row = { mode: "own" | "never" | null; from: number | null; until: number | null; onShift: boolean };
const OWN = `
select q.mode, q.from_minute as from, q.until_minute as until,
  exists (select 1 from duty_shift s where s.person_id = $1 and s.takes_at <= $2 and (s.leaves_at is null or $2 < s.leaves_at)) as "onShift"
from (select 1) one left join quiet_hours q on q.person_id = $1`;

const ofDuty = (actor: Actor, now: Date): Quiet | null =>
  defaultQuiet(actor.grants.filter((grant) => isLive(grant, now)).map(({ duty }) => duty));

/** Whether the person's desktop notices rest at `now`. Whoever is on shift has none. */
export async function restsNow(actor: Actor, now: Date): Promise<boolean> {
  const [row] = await sql<Row>(OWN, [actor.personId, now]);
  if (!row || row.onShift || row.mode === "never") return false;
  const quiet = row.mode === "own" ? { from: row.from!, until: row.until! } : ofDuty(actor, now);
  return isQuiet(quiet, minuteOfDay(now));
}

export type QuietView = {
  mode: "duty" | "own" | "never";
  from: string;
  until: string;
  /** What holds without a setting of one's own; null: no rest. */
  duty: { from: string; until: string } | null;
  rests: boolean;
};

/** What a person has set, and what would hold otherwise. */
export async function quietView(actor: Actor, now: Date): Promise<QuietView> {
  const [row] = await sql<Row>(OWN, [actor.personId, now]);
  const duty = ofDuty(actor, now);
  const shown = row?.from != null && row.until != null ? { from: row.from, until: row.until } : duty;
  return {
    mode: row?.mode ?? "duty",
    from: timeOf(shown?.from ?? 22 * 60),
    until: timeOf(shown?.until ?? 7 * 60),
    duty: duty && { from: timeOf(duty.from), until: timeOf(duty.until) },
    rests: await restsNow(actor, now),
  };
}
