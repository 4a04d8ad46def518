/**
 * The demo city as plain data. Everything is named by a short ascii `key`; the seed turns keys into ids and sends every
 * step through the real command, so the data must be lawful: check.ts replays it against the same machines and rules.
 */

/** A node of the organisation tree; only the city has no parent. */
export type SeedUnit = {
  key: string;
  name: string;
  shortName: string;
  kind: "city" | "county" | "department" | "township" | "office";
  parent?: string;
  isMember?: boolean;
};

/** `key` equals `login`: toneless pinyin of the name. */
export type SeedPerson = { key: string; name: string; login: string; unit: string; title?: string; phone?: string };

export type Duty =
  | "convener"
  | "coordinator"
  | "unit_head"
  | "liaison"
  | "handler"
  | "recorder"
  | "researcher"
  | "supervisor"
  | "organisation_officer"
  | "auditor"
  | "administrator";

/** Days are counted from the seeding day; negative = past. `untilDays` is exclusive. */
export type SeedGrant = {
  person: string;
  duty: Duty;
  scope: { unit: string };
  fromDays: number;
  untilDays: number;
  orderNumber: string;
  revoked?: { daysAgo: number; reason: string };
};

/** `number` is the number of the source (online or hotline); what came on paper or in person has none. */
export type SeedSubmission = {
  key: string;
  number: string | null;
  channel: "letter" | "visit" | "call" | "fax" | "web";
  title: string;
  body: string;
  petitioner: string;
  phone?: string;
  address?: string;
  place: string;
  county: string;
  hoursAgo: number;
};

/** The closed list of domain/incidents/task-kinds.ts. */
export type TaskKind =
  | "attend"
  | "receive"
  | "interpret"
  | "medical"
  | "legal_aid"
  | "crowd_safety"
  | "venue"
  | "record"
  | "answer_demand"
  | "follow_up";

/** `dueIn` and `acceptWithin` are minutes from the step. Keys of demands and tasks are unique within their incident. */
export type Step = {
  /** Minutes after the incident's start: when it happened. */
  at: number;
  /** Recorded that many minutes later (补录). Steps are listed in the order they are recorded. */
  lateBy?: number;
  /** Person key. */
  by: string;
} & (
  | {
      do: "post";
      text: string;
      mentions?: string[];
      attach?: { name: string; kind: "txt" | "png" | "pdf"; text: string };
    }
  | { do: "verify"; note: string }
  | { do: "move"; to: "verified" | "dispatched" | "on_site" | "talking" | "agreed" | "reviewed"; reason?: string }
  | {
      do: "dispatch";
      units: { unit: string; role: "lead" | "support" | "supervise"; note?: string }[];
      acceptWithin?: number;
    }
  | { do: "seen" | "accept" | "arrive"; unit: string }
  | { do: "report"; unit: string; text: string }
  | { do: "object"; unit: string; reason: string }
  | { do: "settle"; unit: string; decision: "uphold" | "return"; reason: string }
  | { do: "phone-accept"; unit: string; name: string }
  | { do: "head-count"; count: number }
  | { do: "demand"; key: string; text: string; unit: string; dueIn?: number }
  | { do: "answer"; demand: string; text: string }
  | { do: "carry-on"; demand: string; reason: string }
  | { do: "representative"; matter: string; name: string; phone?: string }
  | { do: "task"; key: string; kind: TaskKind; title: string; unit: string; owner?: string; dueIn: number }
  | { do: "start-task" | "finish-task"; task: string; note?: string }
  | { do: "hand-back"; task: string; reason: string }
  /** Exact text of an earlier post. */
  | { do: "pin"; text: string }
  /** Exact text of an earlier post. */
  | { do: "strike"; text: string; reason: string }
  | { do: "link"; submissions: string[]; reason?: string }
  | { do: "unlink"; submission: string; reason: string }
  | { do: "edit"; title?: string; place?: string; cause?: string; reason: string }
  | { do: "level"; to: 1 | 2 | 3 | 4; reason: string }
  | { do: "close"; outcome: string }
  | DutyStep
);

/** Posts, instructions and promises. `leader` and `title` only where it was given by telephone or on paper. */
export type DutyStep =
  | { do: "offer-post"; post: "commander" | "recorder" | "spokesperson" | "liaison"; person: string }
  /** By whom it was offered to. */
  | { do: "accept-post"; post: "commander" | "recorder" | "spokesperson" | "liaison" }
  | {
      do: "instruct";
      key: string;
      text: string;
      via: "self" | "paper" | "phone";
      leader?: string;
      title?: string;
      unit: string;
      owner?: string;
      dueIn: number;
    }
  | { do: "read-instruction" | "settle-instruction"; instruction: string }
  | { do: "report-instruction"; instruction: string; text: string }
  /** `from`: exact text of an earlier post. */
  | {
      do: "promise";
      key: string;
      text: string;
      toWhom: string;
      saidBy?: string;
      unit: string;
      dueIn?: number;
      from?: string;
    }
  | { do: "keep-promise"; promise: string; note?: string };

/** A shift of the office. Hours from the seeding; `handedOver` and `accepted` are minutes before it. */
export type SeedShift = {
  unit: string;
  duty: "coordinator" | "recorder";
  person: string;
  plannedBy: string;
  startsIn: number;
  hours: number;
  notes?: string;
  handedOver?: number;
  accepted?: number;
  /** Said while it is handed over: minutes before the seeding. */
  words?: { ago: number; by: "next" | "before"; text: string }[];
  /** How many rows of the sheet the next one has opened. */
  opened?: number;
};

/** Reported at its start by `reportedBy`, with `submissions` as its sources. */
export type SeedIncident = {
  key: string;
  title: string;
  level: 1 | 2 | 3 | 4;
  county: string;
  place: string;
  cause: string;
  drill?: boolean;
  startedMinutesAgo: number;
  reportedBy: string;
  submissions?: string[];
  steps: Step[];
};

/** 合并 of two incidents of the list, after the last step of either; `after`: an entry in the survivor since. */
export type SeedMerge = {
  survivor: string;
  absorbed: string;
  minutesAgo: number;
  by: string;
  reason: string;
  after?: { minutesAgo: number; by: string; text: string };
};

export type SeedContent = {
  units: SeedUnit[];
  people: SeedPerson[];
  grants: SeedGrant[];
  submissions: SeedSubmission[];
  incidents: SeedIncident[];
  merges: SeedMerge[];
  shifts: SeedShift[];
};
