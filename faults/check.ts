import { one } from "./rig.ts";
import type { Outsider, Screen } from "./screens.ts";
import type { Write } from "./writers.ts";

export type Counts = {
  /** Writes that a person was told are kept. */
  acked: number;
  /** Of these: not in the database, or not under the number that was answered; and entries that a screen never showed. */
  lost: number;
  /** Entries there more than once, in the database or on a screen. */
  duplicated: number;
  /** Writes whose first answer did not come or said that nobody knows. */
  indeterminate: number;
  /** Different writes found in the database. */
  present: number;
  /** What reached somebody who may not hear of it. */
  leaked: number;
  kills: number;
};

type Found = { stream_id: string; seq: number; name: string; command_id: string; text: string };

/**
 * What stands in the database and on the screens against what people were told. `problems` has one sentence each for the first of
 * a kind; what is neither lost nor doubled but cannot be (a gap in the numbers, a write that nobody sent) is a problem as well.
 */
export async function check(
  url: string,
  ledger: Write[],
  screens: Screen[],
  outsiders: Outsider[],
): Promise<{ counts: Omit<Counts, "kills">; problems: string[] }> {
  const incidents = [...new Set(ledger.map(({ incidentId }) => incidentId))];
  const { rows } = await one(
    url,
    "select stream_id, seq, name, command_id, data->>'text' as text from event where stream_id = any($1) order by stream_id, seq",
    [incidents],
  );
  const events = rows as Found[];
  const found = events.filter(({ name }) => name === "incidents.entry.posted");
  const problems: string[] = [];
  const problem = (text: string) => problems.length < 12 && problems.push(text);
  let lost = 0;
  let duplicated = 0;

  const byCommand = grouped(found, ({ command_id }) => command_id);
  const acked = ledger.filter(({ seq }) => seq !== null);
  for (const write of acked) {
    const rowsOfIt = byCommand.get(write.commandId) ?? [];
    if (!rowsOfIt.some(({ seq, text }) => seq === write.seq && text === write.text)) {
      lost += 1;
      problem(`lost: "${write.text}" was answered with number ${write.seq} and is not there`);
    }
  }
  for (const [text, copies] of grouped(found, ({ stream_id, text }) => `${stream_id} ${text}`))
    if (copies.length > 1) {
      duplicated += copies.length - 1;
      problem(`duplicated: "${text}" stands there ${copies.length} times`);
    }
  for (const { text } of ledger.filter(({ seq }) => seq === null)) problem(`never settled: "${text}"`);
  const sent = new Set(ledger.map(({ commandId }) => commandId));
  for (const { command_id, text } of found) if (!sent.has(command_id)) problem(`nobody sent "${text}"`);
  for (const sentence of await disagreements(url, incidents)) problem(sentence);

  for (const screen of screens) {
    const there = new Map(
      events.filter(({ stream_id }) => stream_id === screen.incidentId).map((row) => [row.seq, row.command_id]),
    );
    const times = grouped(screen.shown, ({ seq }) => seq);
    for (const [seq, copies] of times)
      if (copies.length > 1) {
        duplicated += copies.length - 1;
        problem(`duplicated: a screen showed number ${seq} ${copies.length} times`);
      }
    for (const seq of there.keys())
      if (!times.has(seq)) {
        lost += 1;
        problem(`lost: a screen never showed number ${seq}`);
      }
    const order = screen.shown.map(({ seq }) => seq);
    if (order.some((seq, i) => i > 0 && seq < order[i - 1]!)) problem("a screen showed entries out of order");
    for (const { seq, commandId } of screen.shown)
      if (there.get(seq) !== commandId) problem(`a screen showed number ${seq}, which the database does not have so`);
  }
  const leaks = outsiders.flatMap(({ leaked }) => leaked);
  for (const leak of leaks) problem(`leaked: ${leak}`);
  if (outsiders.some((outsider) => outsider.asked() === 0)) problem("an outsider never came to the door");
  return {
    counts: {
      acked: acked.length,
      lost,
      duplicated,
      indeterminate: ledger.filter(({ indeterminate }) => indeterminate).length,
      present: byCommand.size,
      leaked: leaks.length,
    },
    problems,
  };
}

function grouped<T, K>(list: T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Numbers without a gap, and rows that say what the events say. */
async function disagreements(url: string, incidents: string[]): Promise<string[]> {
  const { rows } = await one(
    url,
    `select i.id, s.seq as counted, i.entries, count(e.*)::int as events, coalesce(max(e.seq), 0) as newest,
       count(*) filter (where e.name in ('incidents.entry.posted', 'incidents.assignment.climbed'))::int as posted, count(distinct e.seq)::int as numbers
     from incident i join stream s on s.id = i.id left join event e on e.stream_id = i.id where i.id = any($1) group by i.id, s.seq, i.entries`,
    [incidents],
  );
  return (
    rows as { counted: number; entries: number; events: number; newest: number; posted: number; numbers: number }[]
  ).flatMap((row) => [
    ...(row.numbers === row.newest && row.counted === row.newest
      ? []
      : [`a gap: ${row.numbers} numbers up to ${row.newest}, the stream counts ${row.counted}`]),
    ...(row.entries === row.posted ? [] : [`the incident counts ${row.entries} entries, its timeline ${row.posted}`]),
  ]);
}
