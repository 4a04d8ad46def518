import type { Level } from "../../incidents/levels.ts";
import { type Phase, phaseNames } from "../../incidents/phase-machine.ts";
import { sql } from "../../kernel/db.server.ts";
import { inLanguage, type Sentence, say } from "../../kernel/sentence.ts";
import { maySeeBoard, visibleIncidentsSql } from "../../permissions/incidents.ts";
import {
  mayEndSessions,
  maySeeAdministration,
  maySeeRegister,
  mayUseDirectory,
  unitRules,
} from "../../permissions/people.ts";
import { maySeeSubmissions } from "../../permissions/submissions.ts";
import type { Rule } from "../../permissions/verdict.ts";
import type { Actor } from "../actor.ts";
import { type Duty, duties } from "../duties.ts";
import { syllablesOf } from "../pinyin.server.ts";
import { characterRuns, fitOf, isLatin, likeText } from "../pinyin.ts";
import { ranked } from "./find-in-register.server.ts";
import { asked, nameCondition } from "./name-condition.ts";

/** Hits a group. */
const HITS = 8;
const RANKED = 200;

/** A name that was found, with its reading a character, and what stands at the right. `register`: whether its page in the register opens to the reader. */
type FoundName = { id: string; name: string; syllables: string[]; detail: string; register: boolean };
/** `full`: the full name, where only that fits the query. */
export type FoundUnit = FoundName & { full: { name: string; syllables: string[] } | null };
export type FoundPerson = FoundName & { unitId: string };
export type FoundIncident = {
  id: string;
  number: string;
  title: string;
  syllables: string[];
  level: Level;
  drill: boolean;
  place: string;
  placeSyllables: string[];
  phase: string;
};
export type FoundPage = { id: PageId; name: string; syllables: string[] };
export type Found = { units: FoundUnit[]; people: FoundPerson[]; incidents: FoundIncident[]; pages: FoundPage[] };

const always: Rule<null> = () => true;
/** Pages of the portal by name; only those that open to the reader are found. */
const pages = {
  inbox: { name: say("待办", "Inbox"), opens: always },
  board: { name: say("调度台", "Dispatch board"), opens: maySeeBoard },
  submissions: { name: say("信访件", "Submissions"), opens: maySeeSubmissions },
  units: { name: say("单位与人员", "Units and people"), opens: maySeeRegister },
  grants: { name: say("全部授权", "All grants"), opens: maySeeRegister },
  ending: { name: say("将到期的授权", "Grants that end soon"), opens: maySeeRegister },
  sessions: { name: say("登录中", "Signed in"), opens: mayEndSessions },
  changes: { name: say("授权变动", "Changes of grants"), opens: maySeeAdministration },
  account: { name: say("我的账号", "My account"), opens: always },
  password: { name: say("修改密码", "Change the password"), opens: always },
} as const satisfies Record<string, { name: Sentence; opens: Rule<null> }>;
export type PageId = keyof typeof pages;

/** What the palette finds for a query by initials, full pinyin or characters: units and people of the directory, incidents the reader may read. Best first, at most eight each. */
export async function findForPalette(actor: Actor, query: string, now: Date): Promise<Found> {
  const plain = asked(query);
  const found = findPages(actor, plain, now);
  if (plain === "") return { units: [], people: [], incidents: [], pages: found };
  const directory = mayUseDirectory(actor, null, now) === true;
  const [units, people, incidents] = await Promise.all([
    directory ? findUnits(actor, plain, now) : [],
    directory ? findPeople(actor, plain, now) : [],
    findIncidents(actor, plain, now),
  ]);
  return { units, people, incidents, pages: found };
}

/** All that open where nothing is asked. */
function findPages(actor: Actor, plain: string, now: Date): FoundPage[] {
  const open = (Object.keys(pages) as PageId[])
    .filter((id) => pages[id].opens(actor, null, now) === true)
    .map((id) => ({ id, name: inLanguage(pages[id].name, actor.locale) }));
  const fitting = plain === "" ? open : ranked(plain, open, (page) => [page.name.replaceAll(" ", "")], "name", HITS);
  return fitting.map((page) => ({ ...page, syllables: syllablesOf(page.name) }));
}

type UnitRow = { id: string; shortName: string; name: string; path: string; above: string | null };

async function findUnits(actor: Actor, plain: string, now: Date): Promise<FoundUnit[]> {
  const match = nameCondition(plain, ["u.short_name", "u.name"], "u.pinyin", 1);
  const rows = await sql<UnitRow>(
    `select u.id, u.short_name as "shortName", u.name, u.path, a.short_name as above from unit u left join unit a on a.id = u.parent_id
     where u.closed_at is null and ${match.condition} order by length(u.short_name), u.id limit ${RANKED}`,
    match.values,
  );
  return ranked(plain, rows, (row) => [row.shortName, row.name], "name", HITS).map((row) => ({
    id: row.id,
    name: row.shortName,
    syllables: syllablesOf(row.shortName),
    full:
      fitOf(plain, row.shortName, syllablesOf(row.shortName)) === null
        ? { name: row.name, syllables: syllablesOf(row.name) }
        : null,
    detail: row.above ?? "",
    register: unitRules["people.unit.read"](actor, row, now) === true,
  }));
}

type PersonRow = { id: string; name: string; unitId: string; unitName: string; path: string; duty: Duty | null };

async function findPeople(actor: Actor, plain: string, now: Date): Promise<FoundPerson[]> {
  const match = nameCondition(plain, ["p.name"], "p.pinyin", 1);
  const rows = await sql<PersonRow>(
    `select p.id, p.name, p.unit_id as "unitId", u.short_name as "unitName", u.path,
       (select g.duty from grants g where g.person_id = p.id and g.not_before <= $3 and g.not_after > $3 and (g.revoked_at is null or g.revoked_at > $3)
         order by g.not_before, g.id limit 1) as duty
     from person p join unit u on u.id = p.unit_id where p.disabled_at is null and ${match.condition} order by p.pinyin, p.id limit ${RANKED}`,
    [...match.values, now],
  );
  const register = maySeeRegister(actor, null, now) === true;
  return ranked(plain, rows, (row) => [row.name], "person", HITS).map((row) => ({
    id: row.id,
    name: row.name,
    syllables: syllablesOf(row.name, "person"),
    detail: [row.unitName, row.duty && inLanguage(duties[row.duty], actor.locale)].filter(Boolean).join(" "),
    unitId: row.unitId,
    register: register && unitRules["people.unit.read"](actor, row, now) === true,
  }));
}

type IncidentRow = {
  id: string;
  number: string;
  title: string;
  level: Level;
  drill: boolean;
  place: string;
  phase: Phase;
  into: string | null;
};

/** Characters and numbers are looked for in all incidents the reader may read; readings in the newest of them, for titles have no stored reading. */
async function findIncidents(actor: Actor, plain: string, now: Date): Promise<FoundIncident[]> {
  const seen = visibleIncidentsSql(actor, now, 1);
  const first = seen.values.length + 1;
  const reading = isLatin(plain) && !/^[0-9]+$/.test(plain);
  const runs = (reading ? [] : /[^a-z]/.test(plain) && !/[a-z]/.test(plain) ? [plain] : characterRuns(plain)).map(
    (run) => `%${likeText(run)}%`,
  );
  const rows = await sql<IncidentRow>(
    `select i.id, i.number, i.title, i.level, i.drill, i.place, i.phase, (select m.number from incident m where m.id = i.merged_into_id) as into from incident i
     where ${seen.condition} and replace(i.number, ' ', '') || ' ' || lower(replace(i.title, ' ', '')) || ' ' || lower(replace(i.place, ' ', '')) like all($${first}::text[])
     order by (i.phase in ('closed','reviewed','merged')), i.reported_at desc, i.id desc limit ${RANKED}`,
    [...seen.values, runs],
  );
  return ranked(
    plain,
    rows,
    (row) => [row.title.replaceAll(" ", ""), row.place.replaceAll(" ", ""), row.number.replaceAll(" ", "")],
    "name",
    HITS,
  ).map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    syllables: syllablesOf(row.title),
    level: row.level,
    drill: row.drill,
    place: row.place,
    placeSyllables: syllablesOf(row.place),
    phase: inLanguage(
      row.into ? say(`已并入 ${row.into}`, `Merged into ${row.into}`) : phaseNames[row.phase],
      actor.locale,
    ),
  }));
}
