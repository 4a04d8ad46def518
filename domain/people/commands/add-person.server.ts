import { newId } from "#domain/kernel/id.ts";
import { seal } from "../../kernel/cipher.server.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { say } from "../../kernel/sentence.ts";
import { AddPersonInput } from "../inputs.ts";
import { hashPassword } from "../password.server.ts";
import { spellingOf } from "../pinyin.server.ts";
import { lockUnit, refusedField } from "../units.server.ts";

/** The field name under which a person's phone is sealed. */
export const PHONE = "phone";

/** Opens an account in a unit. The password is the administrator's choice and is changed at the first sign-in; grants are given apart. */
export const addPerson = command("people.person.add", AddPersonInput, async ({ tx, actor, input, now }) => {
  const unit = await lockUnit(tx, actor, input.unitId, now, "people.person.add", "hold");
  await sqlIn(tx, "select pg_advisory_xact_lock(hashtext($1))", [`login:${input.login}`]);
  if (await tx.person.findUnique({ where: { login: input.login }, select: { id: true } }))
    throw refusedField(
      "login",
      say(`账号 ${input.login} 已被用，请换一个。`, `The account ${input.login} is taken; choose another.`),
    );
  const id = newId(now.getTime());
  await tx.person.create({
    data: {
      id,
      name: input.name,
      login: input.login,
      unitId: unit.id,
      title: input.title || null,
      phoneSealed: seal(PHONE, input.phone),
      passwordHash: await hashPassword(input.password),
      mustChangePassword: true,
      createdAt: now,
      ...spellingOf([input.name], "person"),
    },
  });
  await record(tx, "people.person.added", id, {
    personId: id,
    name: input.name,
    login: input.login,
    unitId: unit.id,
    unitName: unit.shortName,
  });
  return { personId: id };
});
