import type { Duty, ScopeKind } from "./duties.ts";
import type { GrantState } from "./grants.ts";
import type { PowerName } from "./grants-powers.ts";
import type { GrantPreview } from "./grants-preview.ts";
import type { UnitKind } from "./inputs.ts";

/** View models of the register of units, people and grants. Times ISO 8601. A verdict is true, or the reason in the reader's language. */
export type Allowed = true | string;

/** A unit in the tree. `people` are those in its whole subtree who can sign in. */
export type UnitNode = {
  id: string;
  parentId: string | null;
  shortName: string;
  kind: UnitKind;
  isMember: boolean;
  people: number;
  hasChildren: boolean;
};
/** The part of the tree that is open: the topmost units of the reader's territory and the children of every open unit, siblings in order. */
export type UnitTree = { roots: string[]; nodes: UnitNode[]; open: string[] };

export type UnitHead = {
  id: string;
  name: string;
  shortName: string;
  kind: UnitKind;
  isMember: boolean;
  closedAt: string | null;
  version: number;
  /** The readable units above it, topmost first. */
  above: { id: string; shortName: string }[];
  can: { add: Allowed; edit: Allowed; close: Allowed; addPerson: Allowed };
};

/** Where a grant counts, as a reader says it: 全市, 本单位, or by its name. */
export type ScopeView = { kind: ScopeKind; id: string; name: string; is: "whole" | "own" | "other" };
export type GrantView = {
  id: string;
  duty: Duty;
  scope: ScopeView;
  notBefore: string;
  notAfter: string;
  state: GrantState;
  /** Calendar days until its end; for one that is in force. */
  daysLeft: number;
  orderNumber: string;
  revokedAt: string | null;
  revokeReason: string | null;
  canRevoke: Allowed;
};
export type PersonView = {
  id: string;
  name: string;
  login: string;
  title: string;
  /** Masked; "" when there is none. */
  phone: string;
  unitId: string;
  unitName: string;
  disabledAt: string | null;
  mustChangePassword: boolean;
  hasTotp: boolean;
  version: number;
  can: { grant: Allowed; edit: Allowed; disable: Allowed; resetPassword: Allowed };
};
export type PersonWithGrants = PersonView & { grants: GrantView[] };
export type KeyedPage<Row> = { rows: Row[]; previous: string | null; next: string | null };
export type PeoplePage = KeyedPage<PersonWithGrants> & { people: number };

export type GrantLine = GrantView & { personId: string; personName: string; unitId: string; unitName: string };
export type GrantsPage = KeyedPage<GrantLine> & { total: number };
export const grantFilters = ["open", "soon", "live", "coming", "over", "revoked", "all"] as const;
export type GrantFilter = (typeof grantFilters)[number];

/** One grant with its paper: who gave it and when, and what became of it. */
export type GrantDetail = GrantLine & {
  reason: string;
  givenAt: string;
  givenBy: string | null;
  revokedBy: string | null;
};

export type SessionOfPerson = {
  session: string;
  personId: string;
  personName: string;
  unitName: string;
  userAgent: string;
  startedAt: string;
  lastSeenAt: string;
  own: boolean;
  canEnd: Allowed;
};
export type SessionsPage = KeyedPage<SessionOfPerson> & { total: number };

/** A grant given or revoked, as it was recorded. */
export type GrantChange = {
  id: string;
  at: string;
  kind: "given" | "revoked";
  personName: string;
  unitName: string;
  duty: Duty;
  scopeName: string;
  term: { notBefore: string; notAfter: string } | null;
  orderNumber: string | null;
  reason: string;
  by: string | null;
  byUnit: string | null;
};

/** How many stand behind each tab; null where the reader may not open it. Above 10,000 it is 10,001. */
export type RegisterCounts = { grants: number | null; ending: number | null; sessions: number | null };

/** 谁在这里能做什么，到何时. Dates are days (exclusive); `soon`: within thirty days of the moment. */
export type GridView = {
  placeId: string;
  placeName: string;
  at: string;
  isNow: boolean;
  rows: {
    personId: string;
    name: string;
    unitName: string;
    cells: {
      power: PowerName;
      from: string | null;
      until: string | null;
      soon: boolean;
      added: boolean;
      grantId: string | null;
    }[];
  }[];
  next: string | null;
  /** The reader's territory is not the whole: people outside it are not listed. */
  partial: boolean;
};

export type RegisterHit =
  | { kind: "unit"; id: string; name: string; above: string }
  | { kind: "person"; id: string; name: string; unitId: string; unitName: string; disabled: boolean };

/** What the drawer shows of a grant that is being filled in: its consequences, or what is still wrong with it, by field. */
export type PreviewView =
  | { ok: true; preview: GrantPreview; days: number; until: string; grid: GridView }
  | { ok: false; fields: Record<string, string> };

/** The fields of a grant as they stand in a form or an address. */
export type DraftFields = {
  duty: string;
  scopeKind: string;
  scope: string;
  notBefore: string;
  notAfter: string;
  orderNumber: string;
  reason: string;
};

/** What the panel at the right of a unit's page shows. */
export type UnitPanel =
  | { kind: "add-unit" | "edit-unit" | "close-unit" | "add-person" }
  | { kind: "grant" | "revoke"; grant: GrantDetail }
  | { kind: "person" | "disable-person" | "enable-person" | "reset-password"; person: PersonWithGrants }
  | { kind: "edit-person"; person: PersonWithGrants; units: UnitChoice[] }
  | {
      kind: "give";
      person: PersonWithGrants | null;
      units: UnitChoice[];
      draft: DraftFields;
      preview: PreviewView | null;
    };

/** A unit to choose: as the scope of a grant, as the new unit of a person. `detail`: the unit above it. */
export type UnitChoice = { id: string; name: string; detail: string };

/** Parts of the tree as they are opened, or what its search has found. */
export type TreeAnswer = { nodes?: UnitNode[]; hits?: RegisterHit[]; query?: string };
