import type { Prisma } from "#prisma/generated/client.ts";
import { type Actor, covers, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { no, type Rule } from "./verdict.ts";

/** What the rules look at: the owner unit, and the county a submission speaks of ("" when unknown). */
export type SubmissionThing = { unitPath: string };

/** Duties that read submissions. */
export const READ: Duty[] = ["convener", "coordinator", "recorder", "supervisor", "handler", "unit_head"];
const WRITE: Duty[] = ["coordinator", "recorder", "handler"];

/** A submission is read by those whose territory or unit covers the unit that owns it. */
export const submissionRules = {
  "submissions.read": (actor, thing, now) =>
    covers(actor, now, thing.unitPath, ...READ) ||
    no("这件信访件不在你的授权范围内。", "This submission is outside your grants."),
  "submissions.reveal": (actor, thing, now) =>
    covers(actor, now, thing.unitPath, "coordinator", "recorder", "handler") ||
    no("你没有查看遮蔽信息的授权。", "You have no grant to reveal personal data."),
} as const satisfies Record<string, Rule<SubmissionThing>>;

/** Importing and registering for the unit at `unitPath`. */
export const submissionUnitRules = {
  "submissions.import": (actor, unit, now) =>
    covers(actor, now, unit.unitPath, ...WRITE) ||
    no("你没有为这个单位导入信访件的授权。", "You have no grant to import submissions for this unit."),
  "submissions.receive": (actor, unit, now) =>
    covers(actor, now, unit.unitPath, ...WRITE) ||
    no("你没有为这个单位登记信访件的授权。", "You have no grant to register submissions for this unit."),
} as const satisfies Record<string, Rule<{ unitPath: string }>>;

/** Whether there is any unit for which the actor may import and register. */
export const mayImportAnywhere: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...WRITE).some((g) => g.scopeKind === "unit") ||
  no("你没有导入和登记信访件的授权。", "You have no grant to import or register submissions.");

/** Whether the list of submissions is any of the actor's business. */
export const maySeeSubmissions: Rule<null> = (actor, _, now) =>
  grantsAt(actor, now, ...READ).some((g) => g.scopeKind === "unit") ||
  no("你没有信访件的授权。", "You have no grant for submissions.");

/** The list filter of "submissions.read". */
export function visibleSubmissions(actor: Actor, now: Date): Prisma.SubmissionWhereInput {
  return {
    OR: grantsAt(actor, now, ...READ)
      .filter((g) => g.scopeKind === "unit")
      .map((g) => ({ unitPath: { startsWith: g.scopePath } })),
  };
}

/** The same filter as path prefixes for SQL `unit_path like any(...)`. */
export const visibleSubmissionPaths = (actor: Actor, now: Date): string[] =>
  grantsAt(actor, now, ...READ)
    .filter((g) => g.scopeKind === "unit")
    .map((g) => `${g.scopePath}%`);
