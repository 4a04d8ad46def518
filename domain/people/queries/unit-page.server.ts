import { opening } from "../../audit/opening.server.ts";
import { db } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import { notFound, Refusal } from "../../kernel/refusal.ts";
import type { Actor } from "../actor.ts";
import { isDuty } from "../duties.ts";
import type {
  DraftFields,
  GridView,
  PeoplePage,
  PersonWithGrants,
  PreviewView,
  RegisterHit,
  UnitHead,
  UnitPanel,
  UnitTree,
} from "../register.ts";
import { grantDetail } from "./all-grants.server.ts";
import { findInRegister } from "./find-in-register.server.ts";
import { grantPreview } from "./grant-preview.server.ts";
import { grantsGrid, placeOf } from "./grants-grid.server.ts";
import { unitChoices } from "./unit-choices.server.ts";
import { personInRegister, unitPeople } from "./unit-people.server.ts";
import { firstUnit, unitHead, unitTree } from "./unit-tree.server.ts";

/** What the address of the page asks; each value as it stands there. */
export type UnitPageAsked = {
  unitId: string | null;
  after: string | null;
  before: string | null;
  past: boolean;
  /** The place of the grid; the unit itself without it. */
  place: string | null;
  /** The moment of the grid, an instant; now without it. */
  at: Date | null;
  gridAfter: string | null;
  panel: { kind: string; id: string | null };
  /** What the tree's search looks for, where no script asks by itself. */
  find: string | null;
  draft: DraftFields;
};

export type UnitPage = {
  tree: UnitTree;
  unit: UnitHead;
  people: PeoplePage;
  grid: GridView;
  panel: UnitPanel | null;
  found: { query: string; hits: RegisterHit[] } | null;
  now: string;
};

/** The page of one unit in the register: the tree around it, its people with their grants, the grid, and what the panel at the right shows. */
export async function unitPage(actor: Actor, now: Date, asked: UnitPageAsked): Promise<UnitPage> {
  const unitId = asked.unitId === null ? await firstUnit(actor, now) : required(asked.unitId);
  const unit = await unitHead(actor, now, unitId);
  const at = asked.at ?? now;
  const place = await placeOf(isId(asked.place) ? asked.place : unitId).catch((error) => {
    if (error instanceof Refusal) return placeOf(unitId);
    throw error;
  });
  const [tree, people, grid, panel, found] = await Promise.all([
    unitTree(actor, now, unitId),
    unitPeople(actor, now, unitId, { after: asked.after, before: asked.before, past: asked.past }),
    grantsGrid(actor, now, { place, at, unitId, after: asked.gridAfter }),
    panelOf(actor, now, unitId, at, asked),
    asked.find ? findInRegister(actor, now, asked.find).then((hits) => ({ query: asked.find!, hits })) : null,
  ]);
  return { tree, unit, people, grid, panel, found, now: now.toISOString() };
}

async function panelOf(
  actor: Actor,
  now: Date,
  unitId: string,
  at: Date,
  { panel: { kind, id }, draft }: UnitPageAsked,
): Promise<UnitPanel | null> {
  switch (kind) {
    case "add-unit":
    case "edit-unit":
    case "close-unit":
    case "add-person":
      return { kind };
    case "grant":
    case "revoke":
      return { kind, grant: await grantDetail(actor, now, required(id)) };
    case "person":
      return { kind, person: await openPerson(actor, now, required(id)) };
    case "disable-person":
    case "enable-person":
    case "reset-password":
      return { kind, person: await personInRegister(actor, now, required(id)) };
    case "edit-person":
      return { kind, person: await personInRegister(actor, now, required(id)), units: await unitChoices(actor, now) };
    case "give": {
      const person: PersonWithGrants | null = id ? await personInRegister(actor, now, id) : null;
      const preview: PreviewView | null =
        person && isDuty(draft.duty) && draft.scope && draft.notBefore && draft.notAfter
          ? await grantPreview(actor, now, { ...draft, personId: person.id }, { at, unitId })
          : null;
      return { kind, person, units: await unitChoices(actor, now), draft, preview };
    }
    default:
      return null;
  }
}

/** A person's card is an access that oversight sees; what may not be read is written as refused. */
const openPerson = (actor: Actor, now: Date, id: string): Promise<PersonWithGrants> =>
  opening(
    actor,
    { kind: "person", id, exists: async () => ((await db().person.count({ where: { id } })) > 0 ? "" : null) },
    () => personInRegister(actor, now, id),
    () => "",
  );

function required(id: string | null): string {
  if (!isId(id)) throw notFound();
  return id;
}

const isId = (text: string | null): text is string => Id.safeParse(text).success;
