import { command } from "../../kernel/command.server.ts";
import type { Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { DisablePersonInput, EnablePersonInput } from "../inputs.ts";
import { administratorRemains, type LockedPerson, lockPerson } from "../person.server.ts";
import { endSessionsIn } from "../session.server.ts";
import { sameVersion } from "../units.server.ts";

async function setDisabled(tx: Tx, person: LockedPerson, disabledAt: Date | null): Promise<void> {
  const { count } = await tx.person.updateMany({
    where: { id: person.id, version: person.version },
    data: { disabledAt, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
}

/** 停用: the person can no longer sign in and all his sessions end. Grants stay as they are and count again when he is enabled. */
export const disablePerson = command("people.person.disable", DisablePersonInput, async ({ tx, actor, input, now }) => {
  const person = await lockPerson(tx, actor, input.personId, now, "people.person.disable");
  sameVersion(person, input.version, { version: person.version });
  if (person.disabledAt)
    throw new Refusal("wrong_state", say(`${person.name}已经停用。`, `${person.name} is already disabled.`));
  await setDisabled(tx, person, now);
  await record(tx, "people.person.disabled", person.id, {
    personId: person.id,
    name: person.name,
    reason: input.reason,
  });
  const ended = await endSessionsIn(tx, person.id, "ended_by_admin", now);
  await administratorRemains(tx, now, person.id);
  return { personId: person.id, ended };
});

/** 启用 again. */
export const enablePerson = command("people.person.enable", EnablePersonInput, async ({ tx, actor, input, now }) => {
  const person = await lockPerson(tx, actor, input.personId, now, "people.person.enable");
  sameVersion(person, input.version, { version: person.version });
  if (!person.disabledAt)
    throw new Refusal("wrong_state", say(`${person.name}没有停用。`, `${person.name} is not disabled.`));
  await setDisabled(tx, person, null);
  await record(tx, "people.person.enabled", person.id, {
    personId: person.id,
    name: person.name,
    reason: input.reason,
  });
  return { personId: person.id };
});
