import { sql } from "../../kernel/db.server.ts";
import { permitRead } from "../../kernel/refusal.ts";
import { maySeeRegister, visibleUnitPaths } from "../../permissions/people.ts";
import type { Actor } from "../actor.ts";
import { syllablesOf } from "../pinyin.server.ts";
import { fitOf } from "../pinyin.ts";
import type { RegisterHit } from "../register.ts";
import { asked, nameCondition } from "./name-condition.ts";

/** Hits a kind; more is found by typing on. */
const HITS = 20;
/** Rows that are ranked: a query of one letter finds more than it can show. */
const RANKED = 200;

type UnitRow = { id: string; shortName: string; name: string; above: string | null };
type PersonRow = { id: string; name: string; unitId: string; unitName: string; disabled: boolean };

/** Units and people of the reader's territory by characters, full pinyin or initials, best first. */
export async function findInRegister(actor: Actor, now: Date, query: string): Promise<RegisterHit[]> {
  permitRead(maySeeRegister(actor, null, now));
  const plain = asked(query);
  if (plain === "") return [];
  const patterns = visibleUnitPaths(actor, now);
  const unitName = nameCondition(plain, ["u.short_name", "u.name"], "u.pinyin", 2);
  const units = await sql<UnitRow>(
    `select u.id, u.short_name as "shortName", u.name, a.short_name as above from unit u left join unit a on a.id = u.parent_id
     where u.closed_at is null and u.path like any($1) and ${unitName.condition} order by length(u.short_name), u.id limit ${RANKED}`,
    [patterns, ...unitName.values],
  );
  const personName = nameCondition(plain, ["p.name"], "p.pinyin", 2);
  const people = await sql<PersonRow>(
    `select p.id, p.name, p.unit_id as "unitId", u.short_name as "unitName", p.disabled_at is not null as disabled
     from person p join unit u on u.id = p.unit_id where u.path like any($1) and ${personName.condition} order by p.pinyin, p.id limit ${RANKED}`,
    [patterns, ...personName.values],
  );
  return [
    ...ranked(plain, units, (unit) => [unit.shortName, unit.name]).map((unit) => ({
      kind: "unit" as const,
      id: unit.id,
      name: unit.shortName,
      above: unit.above ?? "",
    })),
    ...ranked(plain, people, (person) => [person.name], "person").map((person) => ({
      kind: "person" as const,
      ...person,
    })),
  ];
}

/** The rows that fit, those at the start of a name first; `namesOf` gives the names, the one that is shown first. */
export function ranked<Row>(
  plain: string,
  rows: Row[],
  namesOf: (row: Row) => string[],
  kind: "name" | "person" = "name",
  most = HITS,
): Row[] {
  return rows
    .map((row, order) => {
      const fits = namesOf(row).map((name, at) => {
        const fit = fitOf(plain, name, syllablesOf(name, kind));
        return fit === null ? null : fit + at * 3;
      });
      return { row, order, fit: Math.min(...fits.filter((fit) => fit !== null)) };
    })
    .filter(({ fit }) => Number.isFinite(fit))
    .sort((a, b) => a.fit - b.fit || a.order - b.order)
    .slice(0, most)
    .map(({ row }) => row);
}
