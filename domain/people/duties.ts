import { say } from "../kernel/sentence.ts";

/** 职责: what a grant entitles to; the rules are in domain/permissions. */
export const duties = {
  convener: say("召集人", "Convener"),
  coordinator: say("协调员", "Coordinator"),
  unit_head: say("单位负责人", "Unit head"),
  liaison: say("联络员", "Liaison"),
  handler: say("经办人", "Handler"),
  recorder: say("记录员", "Recorder"),
  researcher: say("研究员", "Researcher"),
  supervisor: say("督查员", "Supervisor"),
  organisation_officer: say("组织干事", "Organisation officer"),
  auditor: say("审计员", "Auditor"),
  administrator: say("管理员", "Administrator"),
} as const;
export type Duty = keyof typeof duties;
export const dutyNames = Object.keys(duties) as Duty[];
export const isDuty = (value: string): value is Duty => value in duties;

export const scopeKinds = ["unit", "case", "incident", "topic"] as const;
export type ScopeKind = (typeof scopeKinds)[number];
