import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound, permit, permitRead, Refusal, stale } from "../kernel/refusal.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import { type UnitPermission, unitRules } from "../permissions/people.ts";
import type { Actor } from "./actor.ts";

export type LockedUnit = {
  id: string;
  name: string;
  shortName: string;
  kind: string;
  parentId: string | null;
  path: string;
  isMember: boolean;
  closedAt: Date | null;
  version: number;
};

const COLUMNS = `id, name, short_name as "shortName", kind, parent_id as "parentId", path, is_member as "isMember", closed_at as "closedAt", version`;
const LOCK = {
  change: `select ${COLUMNS} from unit where id = $1 for update`,
  hold: `select ${COLUMNS} from unit where id = $1 for share`,
};

/**
 * Locks a unit: to `change` it, or to `hold` it open while something is put into it. not_found when it is unknown or the
 * actor may not read it, not_allowed without the permission, wrong_state when it is closed.
 */
export async function lockUnit(
  tx: Tx,
  actor: Actor,
  unitId: string,
  now: Date,
  permission: UnitPermission,
  mode: keyof typeof LOCK,
): Promise<LockedUnit> {
  const [unit] = await sqlIn<LockedUnit>(tx, LOCK[mode], [unitId]);
  if (!unit) throw notFound();
  permitRead(unitRules["people.unit.read"](actor, unit, now));
  permit(unitRules[permission](actor, unit, now));
  if (unit.closedAt)
    throw new Refusal("wrong_state", say(`${unit.shortName}已撤销。`, `${unit.shortName} has been closed.`));
  return unit;
}

/** A unit that the form's editor saw in another version: stale, with what is there now. */
export function sameVersion(row: { version: number }, seen: number, current: unknown): void {
  if (row.version !== seen) throw stale(current);
}

/** Refusal("invalid") at one field. */
export const refusedField = (field: string, sentence: Sentence): Refusal =>
  new Refusal("invalid", sentence, { fields: { [field]: sentence } });

/** Short names are unique in the whole portal: cards and lists show nothing else. */
export async function freeShortName(tx: Tx, shortName: string, except: string | null): Promise<void> {
  // Two who choose one name at once wait for each other here; the unique index is behind it.
  await sqlIn(tx, "select pg_advisory_xact_lock(hashtext($1))", [`unit:${shortName}`]);
  const [taken] = await sqlIn<{ id: string }>(
    tx,
    "select id from unit where short_name = $1 and ($2::uuid is null or id <> $2)",
    [shortName, except],
  );
  if (taken)
    throw refusedField(
      "shortName",
      say(`简称“${shortName}”已被用，请换一个。`, `The short name “${shortName}” is taken; choose another.`),
    );
}
