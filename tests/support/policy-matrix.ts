import type { Actor, HeldGrant } from "../../domain/people/actor.ts";
import { type Duty, duties, dutyNames, type ScopeKind } from "../../domain/people/duties.ts";
import { auditRules, maySeeAccessLog } from "../../domain/permissions/audit.ts";
import { dutyPartRules, dutyRules, postRules } from "../../domain/permissions/incident-duty.ts";
import {
  incidentPartRules,
  incidentRules,
  mayReportIncident,
  maySeeBoard,
} from "../../domain/permissions/incidents.ts";
import { hookRules, limitRules, maySeeNotices } from "../../domain/permissions/notices.ts";
import {
  grantRules,
  mayEndSessions,
  maySeeAdministration,
  maySeeRegister,
  mayUseDirectory,
  personRules,
  unitRules,
} from "../../domain/permissions/people.ts";
import { reportRules } from "../../domain/permissions/reports.ts";
import {
  maySeeTemplates,
  mayStartDrill,
  reviewPartRules,
  reviewRules,
  templateRules,
} from "../../domain/permissions/review.ts";
import { shapeRules } from "../../domain/permissions/shape.ts";
import { maySeeShifts, shiftRules } from "../../domain/permissions/shifts.ts";
import {
  mayImportAnywhere,
  maySeeSubmissions,
  submissionRules,
  submissionUnitRules,
} from "../../domain/permissions/submissions.ts";
import type { Rule } from "../../domain/permissions/verdict.ts";

/** A small tree: a city, two counties, a unit in each, and an office of the city from which incidents are reported. */
const CITY = "/c/";
const COUNTY = "/c/e/";
const UNIT = "/c/e/h/";
const OFFICE = "/c/o/";
const ELSEWHERE = "/c/w/";
const ELSEWHERE_UNIT = "/c/w/x/";

/**
 * How the actor's one grant lies to the thing: `inside` its territory holds it; `part` it is for the unit that has a part in it (or
 * owns it), the thing itself lying elsewhere; `thing` it is for exactly this incident; `outside` none of these.
 */
export const situations = ["inside", "part", "thing", "outside"] as const;
export type Situation = (typeof situations)[number];

type Case = { scopeKind: ScopeKind; scopeId: string; scopePath: string; thing: unknown };
type Cases = { [S in Situation]?: Case };
// biome-ignore lint/suspicious/noExplicitAny: the table holds rules over different things
export type Entry = { feature: string; permission: string; rule: Rule<any>; cases: Cases };

const by = (scopePath: string, thing: unknown): Case => ({ scopeKind: "unit", scopeId: scopePath, scopePath, thing });
const incident = (countyPath: string, unitPaths: string[] = []) => ({
  id: "i",
  countyPath,
  unitPaths,
  reportedByUnitPath: OFFICE,
  phase: "dispatched" as const,
});
const theIncident = (thing: unknown): Case => ({ scopeKind: "incident", scopeId: "i", scopePath: "", thing });

const overIncident: Cases = {
  inside: by(COUNTY, incident(COUNTY)),
  part: by(UNIT, incident(ELSEWHERE, [UNIT])),
  thing: theIncident(incident(ELSEWHERE)),
  outside: by(COUNTY, incident(ELSEWHERE)),
};
const overPart: Cases = {
  inside: by(COUNTY, { incident: incident(COUNTY, [ELSEWHERE_UNIT]), unitPath: ELSEWHERE_UNIT }),
  part: by(UNIT, { incident: incident(ELSEWHERE, [UNIT]), unitPath: UNIT }),
  thing: theIncident({ incident: incident(ELSEWHERE, [ELSEWHERE_UNIT]), unitPath: ELSEWHERE_UNIT }),
  outside: by(COUNTY, { incident: incident(ELSEWHERE, [ELSEWHERE_UNIT]), unitPath: ELSEWHERE_UNIT }),
};
const overPost: Cases = {
  inside: by(COUNTY, { incident: incident(COUNTY), personId: "me" }),
  part: by(UNIT, { incident: incident(ELSEWHERE, [UNIT]), personId: "me" }),
  thing: theIncident({ incident: incident(ELSEWHERE), personId: "me" }),
  outside: by(COUNTY, { incident: incident(ELSEWHERE), personId: "me" }),
};
const over = (thingAt: (path: string) => unknown): Cases => ({
  inside: by(COUNTY, thingAt(UNIT)),
  outside: by(COUNTY, thingAt(ELSEWHERE_UNIT)),
});
const atAll: Cases = { inside: by(COUNTY, null), thing: theIncident(null) };

const rows = (feature: string, rules: Record<string, unknown>, cases: Cases): Entry[] =>
  Object.entries(rules).map(([permission, rule]) => ({ feature, permission, rule: rule as Entry["rule"], cases }));

/** Every rule of the policy, with the situations in which it is asked. A rule that is missing here fails matrix.test.ts. */
export const policy: Entry[] = [
  ...rows("群体事件 Incidents", incidentRules, overIncident),
  ...rows("群体事件的报告 Reports of an incident", reportRules, overIncident),
  ...rows("群体事件 Incidents", shapeRules, overIncident),
  ...rows("群体事件中一个单位的部分 A unit's part", incidentPartRules, overPart),
  ...rows("群体事件的批示、承诺、岗位 Instructions, promises, posts", dutyRules, overIncident),
  ...rows("群体事件的批示、承诺、岗位 Instructions, promises, posts", dutyPartRules, overPart),
  ...rows("群体事件的批示、承诺、岗位 Instructions, promises, posts", postRules, overPost),
  ...rows(
    "值班 Shifts",
    shiftRules,
    over((unitPath) => ({ unitPath, duty: "coordinator", personId: "me", beforePersonId: "me" })),
  ),
  ...rows(
    "群体事件 Incidents",
    { mayReportIncident },
    {
      inside: by(COUNTY, { countyPath: COUNTY }),
      outside: by(COUNTY, { countyPath: ELSEWHERE }),
      thing: theIncident({ countyPath: COUNTY }),
    },
  ),
  ...rows("模板、演练、复盘 Templates, exercises, reviews", reviewRules, overIncident),
  ...rows("模板、演练、复盘 Templates, exercises, reviews", reviewPartRules, overPart),
  ...rows(
    "模板、演练、复盘 Templates, exercises, reviews",
    templateRules,
    over((path) => ({ unitPath: path })),
  ),
  ...rows(
    "模板、演练、复盘 Templates, exercises, reviews",
    { mayStartDrill },
    { inside: by(COUNTY, { countyPath: COUNTY }), outside: by(COUNTY, { countyPath: ELSEWHERE }) },
  ),
  ...rows(
    "信访件 Submissions",
    submissionRules,
    over((unitPath) => ({ unitPath })),
  ),
  ...rows(
    "信访件 Submissions",
    submissionUnitRules,
    over((unitPath) => ({ unitPath })),
  ),
  ...rows(
    "单位、人员、授权 Units, people, grants",
    unitRules,
    over((path) => ({ path })),
  ),
  ...rows(
    "单位、人员、授权 Units, people, grants",
    personRules,
    over((unitPath) => ({ id: "p", unitPath, reach: [unitPath] })),
  ),
  ...rows(
    "单位、人员、授权 Units, people, grants",
    grantRules,
    over((path) => ({ personId: "p", personUnitPath: path, scopePath: path })),
  ),
  ...rows(
    "升级与提醒 Climbing and notices",
    limitRules,
    over((path) => ({ path })),
  ),
  ...rows(
    "升级与提醒 Climbing and notices",
    hookRules,
    over((path) => ({ path })),
  ),
  ...rows(
    "访问记录 Access log",
    auditRules,
    over((unitPath) => ({ unitPath, personId: "p" })),
  ),
  ...rows(
    "各页 Pages",
    {
      maySeeBoard,
      maySeeNotices,
      maySeeTemplates,
      maySeeShifts,
      maySeeSubmissions,
      mayImportAnywhere,
      maySeeAdministration,
      maySeeRegister,
      mayEndSessions,
      maySeeAccessLog,
      mayUseDirectory,
    },
    atAll,
  ),
];

const DAY = 86_400_000;
export const NOW = new Date("2026-11-24T06:34:00Z");
type Term = { from: number; until: number; revoked?: number };
/** The one term in which a grant counts, and those in which it must not. Days from now. */
export const inForce: Term = { from: -10, until: 10 };
export const notInForce: { [name: string]: Term } = {
  expired: { from: -10, until: 0 },
  "not yet": { from: 1 / 86_400_000, until: 10 },
  revoked: { from: -10, until: 10, revoked: 0 },
};

export function actorWith(duty: Duty, { scopeKind, scopeId, scopePath }: Case, term: Term): Actor {
  const at = (days: number) => new Date(NOW.getTime() + days * DAY);
  const grant: HeldGrant = {
    id: "g",
    duty,
    scopeKind,
    scopeId,
    scopePath,
    notBefore: at(term.from),
    notAfter: at(term.until),
    revokedAt: term.revoked === undefined ? null : at(term.revoked),
  };
  const unit = { unitId: "home", unitName: "别处", unitPath: "/c/q/" };
  return { personId: "me", name: "我", login: "me", ...unit, grants: [grant], sessionId: null, locale: "zh-CN" };
}

/** The situations in which a duty may do what `entry` says. */
export const allowed = (entry: Entry, duty: Duty, term: Term = inForce): Situation[] =>
  situations.filter((situation) => {
    const found = entry.cases[situation];
    return found !== undefined && entry.rule(actorWith(duty, found, term), found.thing, NOW) === true;
  });

const marks: { [S in Situation]: string } = { inside: "内", part: "份", thing: "事", outside: "外" };

/** The whole grid as a page of Markdown. */
export function policyPage(): string {
  const features = [...new Set(policy.map(({ feature }) => feature))];
  const head = ["", ...dutyNames.map((duty) => duties[duty].zh)];
  const table = (feature: string) =>
    [
      `| ${head.join(" | ")} |`,
      `|${head.map(() => "---").join("|")}|`,
      ...policy
        .filter((entry) => entry.feature === feature)
        .map((entry) => {
          const cells = dutyNames.map((duty) =>
            allowed(entry, duty)
              .map((situation) => marks[situation])
              .join(" "),
          );
          return `| \`${entry.permission}\` | ${cells.join(" | ")} |`;
        }),
    ].join("\n");
  return `${[
    "# Who may do what",
    "Printed by `domain/permissions/matrix.test.ts` from the rules themselves, and checked by it for being current (`npx vitest run --project unit domain/permissions -u` prints it anew). Each cell is one actor with one grant of that duty.",
    "- **内** inside: the grant's unit stands above the thing (its county, its owner, the unit itself)\n- **份** part: the grant is for the unit that has a part in the incident, the incident lying elsewhere\n- **事** thing: the grant is for exactly this incident\n- **外** outside: none of these\n- empty: not allowed",
    "A grant that has expired, is not yet in force or was revoked allows nothing, in no row and no column; nor does having no grant. On a person's account (disable, enable, reset the password) all of his grants must lie inside as well, and nobody does these, or grants, to himself.",
    ...features.map((feature) => `## ${feature}\n\n${table(feature)}`),
    `Duties: ${dutyNames.map((duty) => `${duties[duty].zh} ${duties[duty].en} (\`${duty}\`)`).join(", ")}.`,
  ].join("\n\n")}\n`;
}

/** Paths by which tests outside name the same tree. */
export const tree = { CITY, COUNTY, UNIT, OFFICE, ELSEWHERE, ELSEWHERE_UNIT };
