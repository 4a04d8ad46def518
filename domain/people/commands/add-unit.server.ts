import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { AddUnitInput } from "../inputs.ts";
import { spellingOf } from "../pinyin.server.ts";
import { freeShortName, lockUnit } from "../units.server.ts";

/** Adds a unit under another. Its path is the parent's, its id, and "/". */
export const addUnit = command("people.unit.add", AddUnitInput, async ({ tx, actor, input, now }) => {
  const parent = await lockUnit(tx, actor, input.parentId, now, "people.unit.add", "hold");
  await freeShortName(tx, input.shortName, null);
  const id = newId(now.getTime());
  const { name, shortName, kind, isMember } = input;
  await tx.unit.create({
    data: {
      id,
      name,
      shortName,
      kind,
      isMember,
      parentId: parent.id,
      path: `${parent.path}${id}/`,
      createdAt: now,
      ...spellingOf([shortName, name]),
    },
  });
  await record(tx, "people.unit.added", id, { unitId: id, name, shortName, kind, parentId: parent.id, isMember });
  return { unitId: id };
});
