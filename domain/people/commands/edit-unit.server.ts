import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { stale } from "../../kernel/refusal.ts";
import { EditUnitInput } from "../inputs.ts";
import { spellingOf } from "../pinyin.server.ts";
import { freeShortName, lockUnit, sameVersion } from "../units.server.ts";

/** Changes a unit's names and whether it is a member of the joint conference. What was dispatched keeps the name it had. */
export const editUnit = command("people.unit.edit", EditUnitInput, async ({ tx, actor, input, now }) => {
  const unit = await lockUnit(tx, actor, input.unitId, now, "people.unit.edit", "change");
  const { name, shortName, isMember } = unit;
  sameVersion(unit, input.version, { name, shortName, isMember, version: unit.version });
  if (input.shortName !== unit.shortName) await freeShortName(tx, input.shortName, unit.id);
  const change = { name: input.name, shortName: input.shortName, isMember: input.isMember };
  const { count } = await tx.unit.updateMany({
    where: { id: unit.id, version: unit.version },
    data: { ...change, ...spellingOf([input.shortName, input.name]), version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  const version = unit.version + 1;
  await record(tx, "people.unit.edited", unit.id, { unitId: unit.id, ...change, version });
  return { unitId: unit.id, version };
});
