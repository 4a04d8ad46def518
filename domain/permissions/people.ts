import type { Prisma } from "#prisma/generated/client.ts";
import { type Actor, covers, grantsAt, isLive } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { no, type Rule } from "./verdict.ts";

/** What the rules look at. Paths are those of units (`Unit.path`). */
export type UnitThing = { path: string };
/** `reach`: scope paths of the person's grants that are not over; "" for one that no unit's subtree holds. */
export type PersonThing = { id: string; unitPath: string; reach: string[] };
/** `scopePath`: of the unit, or of the county of the incident that the grant is for. */
export type GrantThing = { personId: string; personUnitPath: string; scopePath: string };

/** Duties that keep the register of their territory, and those that read it. */
const ADMIN: Duty[] = ["administrator"];
const READ: Duty[] = ["administrator", "organisation_officer"];
const READ_CHANGES: Duty[] = ["administrator", "organisation_officer", "auditor"];

const administers: Rule<UnitThing> = (actor, unit, now) =>
  covers(actor, now, unit.path, ...ADMIN) ||
  no("只有管辖这个单位的管理员可以这样做。", "Only an administrator of this unit's territory may do this.");

/** Rules over a unit: itself, its place in the tree, and the people in it. */
export const unitRules = {
  "people.unit.read": (actor, unit, now) =>
    covers(actor, now, unit.path, ...READ) ||
    no("这个单位不在你的管理范围内。", "This unit is outside what you administer."),
  /** Adding a unit under this one. */
  "people.unit.add": administers,
  "people.unit.edit": administers,
  "people.unit.close": administers,
  /** Adding a person to this unit, or moving one into it. */
  "people.person.add": administers,
} as const satisfies Record<string, Rule<UnitThing>>;
export type UnitPermission = keyof typeof unitRules;

const administersPerson: Rule<PersonThing> = (actor, person, now) =>
  covers(actor, now, person.unitPath, ...ADMIN) ||
  no("只有管辖此人单位的管理员可以这样做。", "Only an administrator of this person's unit may do this.");

/** Acts on an account itself: it would otherwise lend its owner's wider grants to whoever sets its password. */
const administersAccount: Rule<PersonThing> = (actor, person, now) => {
  if (person.id === actor.personId)
    return no("自己的账号不能由自己这样处理。", "You may not do this to your own account.");
  const within = administersPerson(actor, person, now);
  if (within !== true) return within;
  return (
    person.reach.every((path) => path !== "" && covers(actor, now, path, ...ADMIN)) ||
    no(
      "此人有你管理范围之外的授权，请由上级管理员处理。",
      "This person holds grants beyond your territory; an administrator above you must do this.",
    )
  );
};

/** Rules over a person and his account. */
export const personRules = {
  "people.person.read": (actor, person, now) =>
    covers(actor, now, person.unitPath, ...READ) ||
    no("此人不在你的管理范围内。", "This person is outside what you administer."),
  "people.person.edit": administersPerson,
  "people.person.disable": administersAccount,
  "people.person.enable": administersAccount,
  "people.password.reset": administersAccount,
  "people.session.end-of-person": administersPerson,
} as const satisfies Record<string, Rule<PersonThing>>;
export type PersonPermission = keyof typeof personRules;

const administersScope: Rule<GrantThing> = (actor, grant, now) =>
  (covers(actor, now, grant.personUnitPath, ...ADMIN) && covers(actor, now, grant.scopePath, ...ADMIN)) ||
  no(
    "人员和范围都要在你的管理范围内，否则请由上级管理员授权。",
    "Both the person and the scope must lie in your territory; otherwise an administrator above you grants it.",
  );

/** Rules over a grant. */
export const grantRules = {
  "people.grant.read": (actor, grant, now) =>
    covers(actor, now, grant.personUnitPath, ...READ) ||
    no("这项授权不在你的管理范围内。", "This grant is outside what you administer."),
  /** Giving and revoking as they were recorded. */
  "people.grant.changes.read": (actor, grant, now) =>
    covers(actor, now, grant.personUnitPath, ...READ_CHANGES) ||
    no("这项授权不在你的查看范围内。", "This grant is outside what you may inspect."),
  "people.grant.give": (actor, grant, now) =>
    grant.personId === actor.personId
      ? no("不能给自己授权，请由另一位管理员授权。", "Nobody grants to himself; another administrator must do it.")
      : administersScope(actor, grant, now),
  "people.grant.revoke": administersScope,
} as const satisfies Record<string, Rule<GrantThing>>;
export type GrantPermission = keyof typeof grantRules;

/** Whether units and people are any of the actor's business: the menu shows 管理. */
export const maySeeAdministration: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...READ_CHANGES).some((grant) => grant.scopeKind === "unit") ||
  no("你没有管理的授权。", "You have no grant for administration.");

/** Whether the register itself opens, not only its changes. */
export const maySeeRegister: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...READ).some((grant) => grant.scopeKind === "unit") ||
  no("你没有查看单位与人员的授权。", "You have no grant for units and people.");

/** Whether somebody's sessions are the actor's to see and end. */
export const mayEndSessions: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...ADMIN).some((grant) => grant.scopeKind === "unit") ||
  no("只有管理员可以查看登录。", "Only an administrator may see who is signed in.");

/** The directory that pickers and the palette draw on: names of units, names of people with unit and duty, nothing else. For whoever holds any live grant. */
export const mayUseDirectory: Rule<null> = (actor, _, now) =>
  actor.grants.some((grant) => isLive(grant, now)) || no("你还没有任何授权。", "You hold no grant yet.");

const paths = (actor: Actor, now: Date, of: Duty[]) =>
  grantsAt(actor, now, ...of)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => grant.scopePath);

/** The list filter of "people.unit.read". */
export const visibleUnits = (actor: Actor, now: Date): Prisma.UnitWhereInput => ({
  OR: paths(actor, now, READ).map((path) => ({ path: { startsWith: path } })),
});

/** The list filter of "people.person.read". */
export const visiblePeople = (actor: Actor, now: Date): Prisma.PersonWhereInput => ({
  unit: { OR: paths(actor, now, READ).map((path) => ({ path: { startsWith: path } })) },
});

/** The list filter of "people.grant.read". */
export const visibleGrants = (actor: Actor, now: Date): Prisma.GrantWhereInput => ({
  person: visiblePeople(actor, now),
});

/** The same filters for SQL: path patterns for `u.path like any(…)`, where `u` is the unit itself or the person's. */
export const visibleUnitPaths = (actor: Actor, now: Date): string[] =>
  paths(actor, now, READ).map((path) => `${path}%`);

/** The list filter of "people.grant.changes.read", as path patterns of the persons' units. */
export const visibleChangePaths = (actor: Actor, now: Date): string[] =>
  paths(actor, now, READ_CHANGES).map((path) => `${path}%`);

/** The list filter of "people.session.end-of-person", as path patterns of the persons' units. */
export const administeredUnitPaths = (actor: Actor, now: Date): string[] =>
  paths(actor, now, ADMIN).map((path) => `${path}%`);
