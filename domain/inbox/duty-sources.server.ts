import type { Source } from "./sources.server.ts";

const OPEN = "i.phase in ('reported', 'verified', 'dispatched', 'on_site', 'talking', 'agreed')";

type Given = {
  me: string;
  /** Condition over the incident: the reader may read it; he leads it ("" where he leads none). */
  seen: string;
  leading: string;
  /** Conditions over a unit path: he works for it, he is its head; "" where none. */
  works: (column: string) => string;
  heads: (column: string) => string;
  /** Conditions over a shift `s`: he may read it; he may take it over. */
  shiftsRead: string;
  shiftsHeld: string;
  /** Whether he may read any incident at all. */
  sees: boolean;
};

/** Posts that are offered, instructions that are owed or wait for a decision, shifts that are handed over. */
export function dutySources({ me, seen, leading, works, heads, sees, shiftsRead, shiftsHeld }: Given): Source[] {
  const sources: Source[] = [];
  if (shiftsHeld) sources.push(shifts(me, shiftsHeld));
  if (shiftsRead) sources.push(shiftsBack(me, shiftsRead));
  const headed = heads("s.unit_path");
  if (headed) sources.push(shiftsClimbed(me, headed));
  if (sees) sources.push(posts(me, seen), instructions(me, works("n.unit_path"), seen));
  if (leading) sources.push(instructionsBack(leading));
  return sources;
}

const posts = (me: string, seen: string): Source => ({
  kind: "post",
  id: "o.id",
  incident: "o.incident_id",
  since: "o.offered_at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts: `jsonb_build_object('post', o.post, 'by', o.offered_by, 'byUnit', '',
    'holder', (select h.person_name from incident_post h where h.incident_id = o.incident_id and h.post = o.post and h.state = 'held'))`,
  from: `from incident_post o join incident i on i.id = o.incident_id where o.state = 'offered' and o.person_id = ${me} and ${OPEN} and ${seen}`,
});

const instructions = (me: string, unit: string, seen: string): Source => ({
  kind: "instruction",
  id: "n.id",
  incident: "n.incident_id",
  since: "n.given_at",
  starts: "n.given_at",
  due: "n.due_at",
  facts: `jsonb_build_object('no', n.no, 'text', n.text, 'leaderName', n.leader_name, 'unitName', n.unit_name, 'mine', n.owner_id is not null,
    'state', n.state, 'returned', n.returned)`,
  from: `from instruction n join incident i on i.id = n.incident_id
    where n.state in ('given','read','returned') and (n.owner_id = ${me}${unit && ` or n.owner_id is null and (${unit})`}) and i.phase <> 'reviewed' and ${seen}`,
});

const instructionsBack = (leading: string): Source => ({
  kind: "instructionBack",
  id: "n.id",
  incident: "n.incident_id",
  since: "n.reported_at",
  starts: "null::timestamptz",
  due: "null::timestamptz",
  facts:
    "jsonb_build_object('no', n.no, 'text', coalesce(n.report, ''), 'by', coalesce(n.reported_by, ''), 'byUnit', n.unit_name)",
  from: `from instruction n join incident i on i.id = n.incident_id where n.state = 'reported' and i.phase <> 'reviewed' and (${leading})`,
});

const shift = "'name', s.name, 'duty', s.duty, 'byUnit', s.unit_name, 'personName', s.person_name";
const ofShift = { id: "s.id", incident: "null::uuid", starts: "s.given_at", due: "s.starts_at" };

/** Handed over to me. */
const shifts = (me: string, held: string): Source => ({
  kind: "shift",
  ...ofShift,
  since: "s.given_at",
  facts: `jsonb_build_object(${shift}, 'by', b.person_name)`,
  from: `from duty_shift s join duty_shift b on b.id = s.before_id where s.state in ('waiting','returned') and s.person_id = ${me} and (${held})`,
});

/** Sent back to me with a question. */
const shiftsBack = (me: string, read: string): Source => ({
  kind: "shiftBack",
  ...ofShift,
  since: "w.at",
  facts: `jsonb_build_object(${shift}, 'by', w.by_name, 'text', w.text)`,
  from: `from duty_shift s join duty_shift b on b.id = s.before_id
    join lateral (select * from shift_word w where w.shift_id = s.id and w.kind = 'sent_back' order by w.at desc limit 1) w on true
    where s.state = 'returned' and b.person_id = ${me} and (${read})`,
});

/** Not accepted in time: to the head of the office. */
const shiftsClimbed = (me: string, headed: string): Source => ({
  kind: "shiftClimbed",
  ...ofShift,
  starts: "null::timestamptz",
  since: "s.climbed_at",
  facts: `jsonb_build_object(${shift}, 'by', coalesce(b.person_name, ''))`,
  from: `from duty_shift s left join duty_shift b on b.unit_id = s.unit_id and b.duty = s.duty and b.state = 'accepted' and b.leaves_at is null
    where s.climbed_at is not null and s.state in ('planned','waiting','returned') and s.person_id <> ${me} and (${headed})`,
});
