import { isLive } from "#domain/people/actor.ts";
import { shapeRules } from "#domain/permissions/shape.ts";
import { replay } from "./check-incident.ts";
import { type City, cityOf } from "./city.ts";
import type { SeedContent, SeedIncident, SeedMerge, SeedSubmission } from "./types.ts";

const twice = (values: string[]): string[] => [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];

/** Everything wrong with the content, one line a mistake; an empty list means that the commands will take it. */
export function check(content: SeedContent): string[] {
  const city = cityOf(content);
  return [
    ...checkKeys(content),
    ...checkUnits(content),
    ...checkPeople(content, city),
    ...content.submissions.flatMap((submission) => checkSubmission(submission, city)),
    ...content.incidents.flatMap((incident) => [
      ...checkUnitsInUse(incident, content, city),
      ...replay(city, incident).mistakes,
    ]),
    ...content.merges.flatMap((merge) => checkMerge(merge, content, city)),
  ];
}

function checkKeys(content: SeedContent): string[] {
  const lists: [what: string, values: string[]][] = [
    ["unit key", content.units.map((u) => u.key)],
    ["unit short name", content.units.map((u) => u.shortName)],
    ["person key", content.people.map((p) => p.key)],
    ["login", content.people.map((p) => p.login)],
    ["name of a person", content.people.map((p) => p.name)],
    ["submission key", content.submissions.map((s) => s.key)],
    ["submission number", content.submissions.flatMap((s) => s.number ?? [])],
    ["incident key", content.incidents.map((i) => i.key)],
  ];
  return lists.flatMap(([what, values]) => twice(values).map((value) => `${what} ${value}: twice`));
}

function checkUnits(content: SeedContent): string[] {
  const mistakes: string[] = [];
  const seen = new Set<string>();
  for (const unit of content.units) {
    if (!/^[a-z]+(-[a-z]+)*$/.test(unit.key)) mistakes.push(`unit ${unit.key}: not a short ascii key`);
    if (unit.kind === "city" ? unit.parent !== undefined : !unit.parent || !seen.has(unit.parent))
      mistakes.push(`unit ${unit.key}: its parent does not stand before it`);
    seen.add(unit.key);
  }
  if (content.units.filter((u) => u.kind === "city").length !== 1) mistakes.push("units: not exactly one city");
  return mistakes;
}

function checkPeople(content: SeedContent, city: City): string[] {
  const mistakes: string[] = [];
  for (const person of content.people) {
    if (!city.unit(person.unit)) mistakes.push(`person ${person.key}: unknown unit ${person.unit}`);
    if (person.key !== person.login) mistakes.push(`person ${person.key}: login differs from the key`);
    if (!content.grants.some((g) => g.person === person.key)) mistakes.push(`person ${person.key}: no grant`);
  }
  for (const grant of content.grants) {
    const name = `grant ${grant.person} ${grant.duty}`;
    if (!city.person(grant.person)) mistakes.push(`${name}: unknown person`);
    if (!city.unit(grant.scope.unit)) mistakes.push(`${name}: unknown unit ${grant.scope.unit}`);
    if (grant.fromDays >= grant.untilDays) mistakes.push(`${name}: ends before it begins`);
    if (!/〔2026〕\d+号$/.test(grant.orderNumber)) mistakes.push(`${name}: odd order number ${grant.orderNumber}`);
    if (grant.revoked && -grant.revoked.daysAgo <= grant.fromDays) mistakes.push(`${name}: revoked before it begins`);
  }
  return mistakes;
}

function checkSubmission(submission: SeedSubmission, city: City): string[] {
  const mistakes: string[] = [];
  const wrong = (what: string) => mistakes.push(`submission ${submission.key}: ${what}`);
  const long = submission.body.length;
  if (submission.title.length > 40) wrong(`title of ${submission.title.length} characters`);
  if (long < 60 || long > 400) wrong(`body of ${long} characters`);
  if (city.unit(submission.county)?.kind !== "county") wrong(`${submission.county} is no county`);
  if (submission.hoursAgo <= 0) wrong("received in the future");
  if (submission.channel === "web" && !submission.number) wrong("an online message has a number");
  // No operator has the prefix 129: nobody can be called by mistake.
  if (submission.phone && !/^129\d{8}$/.test(submission.phone)) wrong("a phone that somebody may have");
  return mistakes;
}

/** Every unit with a part, a demand or a task has a head and a liaison when the incident is seeded. */
function checkUnitsInUse(incident: SeedIncident, content: SeedContent, city: City): string[] {
  const used = incident.steps.flatMap((step) => {
    if (step.do === "dispatch") return step.units.map((u) => u.unit);
    return step.do === "demand" || step.do === "task" ? [step.unit] : [];
  });
  const now = city.moment(0);
  const holds = (unit: string, duty: string) =>
    content.people.some((p) =>
      city.actor(p.key).grants.some((g) => g.duty === duty && g.scopeId === unit && isLive(g, now)),
    );
  return [...new Set(used)].flatMap((unit) =>
    ["unit_head", "liaison"]
      .filter((duty) => !holds(unit, duty))
      .map((duty) => `incident ${incident.key}: ${unit} has no ${duty}`),
  );
}

/** Both are there, alike, open and told to their end; who merges leads both. */
function checkMerge(merge: SeedMerge, content: SeedContent, city: City): string[] {
  const mistakes: string[] = [];
  const wrong = (what: string) => mistakes.push(`merge ${merge.absorbed} into ${merge.survivor}: ${what}`);
  const two = [merge.survivor, merge.absorbed].map((key) => content.incidents.find((one) => one.key === key));
  for (const incident of two) {
    if (!incident) {
      wrong("unknown incident");
      continue;
    }
    const { phase } = replay(city, incident);
    if (phase === "closed" || phase === "reviewed") wrong(`${incident.key} is closed`);
    const told = Math.max(0, ...incident.steps.map((step) => step.at + (step.lateBy ?? 0)));
    if (incident.startedMinutesAgo - told < merge.minutesAgo) wrong(`${incident.key} goes on after it`);
    const thing = {
      ...{ id: incident.key, phase, countyPath: city.path(incident.county), unitPaths: [] },
      reportedByUnitPath: city.path(city.person(incident.reportedBy)?.unit ?? ""),
    };
    if (shapeRules["incidents.merge"](city.actor(merge.by), thing, city.moment(merge.minutesAgo)) !== true)
      wrong(`${merge.by} does not lead ${incident.key}`);
  }
  if (two[0]?.drill !== two[1]?.drill) wrong("an exercise with what is real");
  if ((merge.after?.minutesAgo ?? 0) > merge.minutesAgo) wrong("what came after lies before");
  return mistakes;
}
