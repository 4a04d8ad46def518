import type { Prisma } from "#prisma/generated/client.ts";
import { type Actor, covers, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { type IncidentThing, incidentRules, LEAD, type PartThing } from "./incidents.ts";
import { no, type Rule } from "./verdict.ts";

const lead = incidentRules["incidents.move"];

/** Rules over the kind of an incident, its template and its after-action review. Coordinators write it, units with a part read it. */
export const reviewRules = {
  "incidents.kind.choose": incidentRules["incidents.facts.edit"],
  /** It dispatches, gives tasks and adds demands at once. */
  "incidents.template.apply": lead,
  "incidents.review.pick": lead,
  "incidents.review.lesson.add": lead,
  "incidents.review.lesson.edit": lead,
  "incidents.review.lesson.withdraw": lead,
  "incidents.review.task.give": lead,
  "incidents.review.finish": lead,
  "incidents.review.export": incidentRules["incidents.read"],
} as const satisfies Record<string, Rule<IncidentThing>>;
export type ReviewPermission = keyof typeof reviewRules;

const ownUnit =
  (...duties: Duty[]): Rule<PartThing> =>
  (actor, part, now) =>
    (part.incident.unitPaths.includes(part.unitPath) && covers(actor, now, part.unitPath, ...duties)) ||
    no("只有参加处置的单位可以这样做。", "Only a unit that had a part in it may do this.");

/** Rules over one unit's word on the review. */
export const reviewPartRules = {
  "incidents.review.see": ownUnit("unit_head", "liaison", "handler"),
  /** A dissent stands under the unit's name: its head or liaison gives it. */
  "incidents.review.dissent": ownUnit("unit_head", "liaison"),
} as const satisfies Record<string, Rule<PartThing>>;

/** What the rules of templates look at: the city or county whose office keeps it. */
export type TemplateThing = { unitPath: string };
const KEEP: Duty[] = ["convener", "coordinator", "organisation_officer"];
const keeps: Rule<TemplateThing> = (actor, template, now) =>
  covers(actor, now, template.unitPath, ...KEEP) ||
  no(
    "只有本地区的协调员、召集人或组织干事可以改模板。",
    "Only a coordinator, convener or organisation officer of this territory may change templates.",
  );

export const templateRules = {
  /** Who keeps a territory's templates also reads those above it, which it uses. */
  "templates.read": (actor, template, now) =>
    grantsAt(actor, now, ...KEEP).some(
      (grant) =>
        grant.scopeKind === "unit" &&
        (template.unitPath.startsWith(grant.scopePath) || grant.scopePath.startsWith(template.unitPath)),
    ) || no("这份模板不在你的授权范围内。", "This template is outside your grants."),
  "templates.add": keeps,
  "templates.save": keeps,
  "templates.close": keeps,
  "templates.reopen": keeps,
} as const satisfies Record<string, Rule<TemplateThing>>;

/** The list filter of "templates.read". */
export const visibleTemplates = (actor: Actor, now: Date): Prisma.IncidentTemplateWhereInput => ({
  OR: grantsAt(actor, now, ...KEEP)
    .filter((grant) => grant.scopeKind === "unit")
    .flatMap((grant) => [{ unitPath: { startsWith: grant.scopePath } }, { unitPath: { in: above(grant.scopePath) } }]),
});
/** "/a/b/c/" → "/a/", "/a/b/", "/a/b/c/". */
const above = (path: string): string[] =>
  path
    .split("/")
    .filter(Boolean)
    .map((_, index, ids) => `/${ids.slice(0, index + 1).join("/")}/`);

/** Whether the page of templates is any of the actor's business. */
export const maySeeTemplates: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...KEEP).some((grant) => grant.scopeKind === "unit") ||
  no("你没有模板的授权。", "You have no grant for templates.");

/** 演练: an exercise takes units' time like a real incident; who leads incidents there starts it. */
export const mayStartDrill: Rule<{ countyPath: string }> = (actor, { countyPath }, now) =>
  covers(actor, now, countyPath, ...LEAD) ||
  no("演练由本地区的协调员或召集人发起。", "A coordinator or convener of the territory starts an exercise.");
