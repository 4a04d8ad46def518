import { type IncidentThing, incidentRules, mayReportIncident } from "../permissions/incidents.ts";
import { grantRules } from "../permissions/people.ts";
import { submissionRules, submissionUnitRules } from "../permissions/submissions.ts";
import type { Rule } from "../permissions/verdict.ts";
import type { Actor, HeldGrant } from "./actor.ts";
import { endOf } from "./grants.ts";
import { type PowerName, powerNames } from "./grants-powers.ts";

/** Where the question is asked: an incident there, in which the unit at `unitPath` has a part, and what that unit owns. */
export type Place = { incident: IncidentThing; unitPath: string };

/** A unit as a place: an incident of its county in which it has a part. `countyPath`: of the county (or city) it lies in. */
export const placeOfUnit = (unitPath: string, countyPath: string): Place => ({
  unitPath,
  incident: { id: "", countyPath, reportedByUnitPath: unitPath, phase: "dispatched", unitPaths: [unitPath] },
});

/** What each column of the grid asks: only rules of the policy. Which duty has which power is said nowhere here. */
export const powers: { [P in PowerName]: Rule<Place> } = {
  read: (actor, { incident }, at) => incidentRules["incidents.read"](actor, incident, at),
  report: (actor, { incident }, at) => mayReportIncident(actor, incident, at),
  post: (actor, { incident }, at) => incidentRules["incidents.entry.post"](actor, incident, at),
  dispatch: (actor, { incident }, at) => {
    const move = incidentRules["incidents.move"](actor, incident, at);
    return move === true ? incidentRules["incidents.dispatch"](actor, incident, at) : move;
  },
  phone: (actor, { incident }, at) => incidentRules["incidents.assignment.accept-by-phone"](actor, incident, at),
  submissions: (actor, place, at) => submissionRules["submissions.read"](actor, place, at),
  receive: (actor, place, at) => submissionUnitRules["submissions.receive"](actor, place, at),
  reveal: (actor, place, at) => submissionRules["submissions.reveal"](actor, place, at),
  grant: (actor, { unitPath }, at) =>
    grantRules["people.grant.give"](actor, { personId: "", personUnitPath: unitPath, scopePath: unitPath }, at),
};

/** `from` null: already; `until` is exclusive, null when no end is known. `grantId`: the grant that reaches to the end. */
export type Span = { from: Date | null; until: Date | null; grantId: string | null };

/** From when until when the actor has a power at a place, seen from `at`; null when never. Asks the rules at `at` and at each later moment at which a grant begins or ends. */
export function spanOf(actor: Actor, power: PowerName, place: Place, at: Date): Span | null {
  const ask = (who: Actor, moment: Date) => powers[power](who, place, moment) === true;
  const moments = [at, ...momentsAfter(actor, at)];
  const first = moments.findIndex((moment) => ask(actor, moment));
  if (first < 0) return null;
  const until = moments.slice(first + 1).find((moment) => !ask(actor, moment)) ?? null;
  const last = until === null ? moments.at(-1)! : moments[moments.indexOf(until) - 1]!;
  const source = actor.grants
    .filter((grant) => ask({ ...actor, grants: [grant] }, last))
    .sort((a, b) => endOf(b).getTime() - endOf(a).getTime())[0];
  return { from: first === 0 ? null : moments[first]!, until, grantId: source?.id ?? null };
}

function momentsAfter(actor: Actor, at: Date): Date[] {
  const times = actor.grants.flatMap((grant) => [grant.notBefore.getTime(), endOf(grant).getTime()]);
  return [...new Set(times)]
    .filter((time) => time > at.getTime())
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** `added`: what the draft grant would bring (dashed on the page). */
export type GridCell = { power: PowerName; span: Span | null; added: boolean };
export type GridRow = { personId: string; name: string; unitName: string; cells: GridCell[] };

/** 谁在这里能做什么，到何时: each person's powers at a place, seen from a moment, with a draft grant as though it were given. */
export function gridOf(
  people: Actor[],
  place: Place,
  at: Date,
  draft: { personId: string; grant: HeldGrant } | null = null,
): GridRow[] {
  return people.map((actor) => {
    const drafted = draft?.personId === actor.personId ? withGrant(actor, draft.grant) : null;
    return {
      personId: actor.personId,
      name: actor.name,
      unitName: actor.unitName,
      cells: powerNames.map((power) => {
        const span = spanOf(actor, power, place, at);
        if (!drafted) return { power, span, added: false };
        const after = spanOf(drafted, power, place, at);
        return sameTerm(span, after) ? { power, span, added: false } : { power, span: after, added: true };
      }),
    };
  });
}

export const withGrant = (actor: Actor, grant: HeldGrant): Actor => ({ ...actor, grants: [...actor.grants, grant] });

const sameTerm = (a: Span | null, b: Span | null): boolean =>
  a?.from?.getTime() === b?.from?.getTime() &&
  a?.until?.getTime() === b?.until?.getTime() &&
  (a === null) === (b === null);
