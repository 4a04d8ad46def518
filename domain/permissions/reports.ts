import type { Prisma } from "#prisma/generated/client.ts";
import { type Actor, covers, coversThing, grantsAt } from "../people/actor.ts";
import type { Duty } from "../people/duties.ts";
import { type IncidentThing, TERRITORY } from "./incidents.ts";
import { no, type Rule } from "./verdict.ts";

/** Who writes the reports that go up, and who answers for them by signing. */
export const REPORT_WRITERS: Duty[] = ["coordinator", "recorder"];
export const REPORT_SIGNERS: Duty[] = ["convener"];

const holds = (actor: Actor, thing: IncidentThing, now: Date, of: Duty[]) =>
  covers(actor, now, thing.countyPath, ...of) || coversThing(actor, now, "incident", thing.id, ...of);

/**
 * Rules over the reports of one incident. A unit that has a part in it reads the room, not what is reported upward about it.
 * Whoever may not read reports is told not_found.
 */
export const reportRules = {
  "incidents.report.read": (actor, thing, now) =>
    holds(actor, thing, now, TERRITORY) || no("报告不在你的授权范围内。", "Reports are outside your grants."),
  "incidents.report.write": (actor, thing, now) =>
    holds(actor, thing, now, REPORT_WRITERS) ||
    no(
      "只有本地区的协调员或记录员可以起草报告。",
      "Only a coordinator or recorder of this territory may draft reports.",
    ),
  /** Who writes a report, and who is to sign it, remark on it while it is written. */
  "incidents.report.comment": (actor, thing, now) =>
    holds(actor, thing, now, [...REPORT_WRITERS, ...REPORT_SIGNERS]) ||
    no("只有起草、核稿和签发报告的人可以批注。", "Only those who draft, check or sign reports may comment on them."),
  "incidents.report.sign": (actor, thing, now) =>
    holds(actor, thing, now, REPORT_SIGNERS) ||
    no("只有召集人可以签发或退回报告。", "Only the convener may sign a report or send it back."),
} as const satisfies Record<string, Rule<IncidentThing>>;
export type ReportPermission = keyof typeof reportRules;

/** The list filter of "incidents.report.read", over the incidents that reports are about. */
export function incidentsWithVisibleReports(actor: Actor, now: Date): Prisma.IncidentWhereInput {
  const grants = grantsAt(actor, now, ...TERRITORY);
  return {
    OR: [
      ...grants.filter((g) => g.scopeKind === "unit").map((g) => ({ countyPath: { startsWith: g.scopePath } })),
      { id: { in: grants.filter((g) => g.scopeKind === "incident").map((g) => g.scopeId) } },
    ],
  };
}

/** The same for one duty list as a SQL condition over `incident i`; `$n` placeholders begin at `first`. */
export function reportsOfSql(actor: Actor, now: Date, of: Duty[], bind: (value: unknown) => string): string | null {
  const grants = grantsAt(actor, now, ...of);
  const paths = [...new Set(grants.filter((g) => g.scopeKind === "unit").map((g) => g.scopePath))];
  const ids = grants.filter((g) => g.scopeKind === "incident").map((g) => g.scopeId);
  const parts = [
    ...paths.map((path) => `i.county_path like ${bind(`${path}%`)}`),
    ...(ids.length > 0 ? [`i.id = any(${bind(ids)}::uuid[])`] : []),
  ];
  return parts.length > 0 ? `(${parts.join(" or ")})` : null;
}
