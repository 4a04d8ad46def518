import { type Actor, covers, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { no, type Rule } from "./verdict.ts";

/** Who sets how long units have to accept: it is one table for the whole city, so that the grant has to cover all of it. */
const LIMITS: Duty[] = ["convener", "coordinator", "organisation_officer"];
const KEEPS_HOOKS: Duty[] = ["administrator"];

/** Over the top of the tree. */
export const limitRules = {
  "portal.accept-limit.change": (actor, top, now) =>
    covers(actor, now, top.path, ...LIMITS) ||
    no(
      "只有全市范围的协调员、召集人或组织干事可以改时限。",
      "Only a coordinator, convener or organisation officer of the whole city may change the limits.",
    ),
} as const satisfies Record<string, Rule<{ path: string }>>;

/** Over the unit whose messages go out. */
export const hookRules = {
  "portal.hook.set": (actor, unit, now) =>
    covers(actor, now, unit.path, ...KEEPS_HOOKS) ||
    no("只有管辖这个单位的管理员可以设置外发。", "Only an administrator of this unit may set where its messages go."),
} as const satisfies Record<string, Rule<{ path: string }>>;

/** Whether the pages of limits and outgoing messages are any of the actor's business. */
export const maySeeNotices: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...LIMITS, ...KEEPS_HOOKS).some((grant) => grant.scopeKind === "unit") ||
  no("你没有设置升级与提醒的授权。", "You have no grant for climbing and notices.");

/** The list filter of "portal.hook.set", as path patterns of units. */
export const keptHookPaths = (actor: Actor, now: Date): string[] =>
  grantsAt(actor, now, ...KEEPS_HOOKS)
    .filter((grant) => grant.scopeKind === "unit")
    .map((grant) => `${grant.scopePath}%`);
