import type { commandsByIntent } from "#domain/commands.server.ts";
import type { noticeCommands } from "#domain/notices/commands/index.server.ts";
import type { accountCommands } from "#domain/people/commands/account.server.ts";
import type { registerCommands } from "#domain/people/commands/index.server.ts";

type Spoken = keyof typeof commandsByIntent;
type OfNotices = keyof typeof noticeCommands;
type OfRegister = keyof typeof registerCommands;
type OfAccount = keyof typeof accountCommands;
/** Every intent of the registries of commands. */
export type EveryIntent = Spoken | OfNotices | OfRegister | OfAccount;

/** Where the forms of those go that `POST /commands` does not take. */
export const pages: { readonly [I in Exclude<EveryIntent, Spoken>]: string } = {
  "add-unit": "/admin/units",
  "edit-unit": "/admin/units",
  "close-unit": "/admin/units",
  "add-person": "/admin/units",
  "edit-person": "/admin/units",
  "disable-person": "/admin/units",
  "enable-person": "/admin/units",
  "reset-password": "/admin/units",
  "end-session": "/admin/units",
  give: "/admin/units",
  revoke: "/admin/units",
  "change-accept-limit": "/admin/notices",
  "set-hook": "/admin/notices",
  "resend-message": "/admin/notices",
  "set-quiet-hours": "/admin/notices",
  change: "/me/password",
  preferences: "/me?index",
  end: "/me/sessions",
  endOthers: "/me/sessions",
};

type Name =
  | "addresseeId"
  | "demandId"
  | "grantId"
  | "commentId"
  | "hookId"
  | "incidentId"
  | "inquiryId"
  | "instructionId"
  | "lessonId"
  | "mergeId"
  | "personId"
  | "promiseId"
  | "reportId"
  | "representativeId"
  | "shiftId"
  | "submissionId"
  | "taskId"
  | "templateId"
  | "tenureId"
  | "unitId";
/** What commands answer with, as far as the script goes on with it. */
export type Outcome = Record<Name, string> & { assignmentIds: string[]; seq: number };
/** What the steps have found out so far. */
export type Known = Outcome & { assignmentId: string; postSeq: number; otherTaskId: string };

export type Person = { id: string; cookie: string };
/** A county with an office and three of its units. Two people of the office hold every duty in the whole city. */
export type World = {
  tag: string;
  /** For what has to be in Latin letters. */
  code: string;
  county: string;
  office: string;
  second: string;
  third: string;
  a: Person;
  b: Person;
};

/** What a step works with. */
export type Walk = {
  world: World;
  known: Known;
  /** Sends an intent the way this walk sends (once, or three times) and answers with its outcome; by `a` unless said. */
  send(intent: EveryIntent, input: object, by?: "a" | "b"): Promise<Outcome>;
  /** Opens a page as somebody does. */
  open(path: string, by: "a" | "b"): Promise<void>;
  /** The first row of a statement. */
  row<R = Record<string, string>>(text: string, values?: unknown[]): Promise<R>;
};
export type Step = (walk: Walk) => Promise<unknown>;
/** One step an intent, walked in the order in which they stand: a command without its step does not compile. */
export type Script = { readonly [I in EveryIntent]: Step };
export type Part = Partial<Script>;

/** A minute ago, as forms send it. */
export const before = () => new Date(Date.now() - 60_000).toISOString();
/** In so many hours. */
export const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
