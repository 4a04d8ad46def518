import { seal } from "../../kernel/cipher.server.ts";
import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { stale } from "../../kernel/refusal.ts";
import { EditPersonInput } from "../inputs.ts";
import { lockPerson } from "../person.server.ts";
import { spellingOf } from "../pinyin.server.ts";
import { lockUnit, sameVersion } from "../units.server.ts";
import { PHONE } from "./add-person.server.ts";

/** Changes name, title, phone or unit of a person. Grants do not move with him: each keeps its scope until it ends or is revoked. */
export const editPerson = command("people.person.edit", EditPersonInput, async ({ tx, actor, input, now }) => {
  const person = await lockPerson(tx, actor, input.personId, now, "people.person.edit");
  const { name, title, unitId, version } = person;
  sameVersion(person, input.version, { name, title: title ?? "", unitId, version });
  const unit =
    input.unitId === unitId
      ? { id: unitId, shortName: person.unitName }
      : await lockUnit(tx, actor, input.unitId, now, "people.person.add", "hold");
  const phone = input.noPhone ? { phoneSealed: null } : input.phone ? { phoneSealed: seal(PHONE, input.phone) } : {};
  const { count } = await tx.person.updateMany({
    where: { id: person.id, version },
    data: {
      name: input.name,
      title: input.title || null,
      unitId: unit.id,
      ...phone,
      ...spellingOf([input.name], "person"),
      version: { increment: 1 },
    },
  });
  if (count === 0) throw stale();
  await record(tx, "people.person.edited", person.id, {
    personId: person.id,
    name: input.name,
    unitId: unit.id,
    unitName: unit.shortName,
    version: version + 1,
  });
  return { personId: person.id, version: version + 1 };
});
