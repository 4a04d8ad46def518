import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { say } from "../../kernel/sentence.ts";
import { ResetPasswordInput } from "../inputs.ts";
import { hashPassword } from "../password.server.ts";
import { lockPerson } from "../person.server.ts";
import { endSessionsIn } from "../session.server.ts";
import { refusedField } from "../units.server.ts";

const SAVE = "update person set password_hash = $2, must_change_password = true, version = version + 1 where id = $1";
const WITHOUT_TOTP =
  "update person set totp_secret_sealed = null, totp_confirmed_at = null, totp_last_step = null, recovery_hashes = '{}' where id = $1";

/** Sets a password that is changed at the next sign-in; all sessions of the person end. With `withTotp` the second step goes as well. */
export const resetPassword = command("people.password.reset", ResetPasswordInput, async ({ tx, actor, input, now }) => {
  const person = await lockPerson(tx, actor, input.personId, now, "people.password.reset");
  if (input.password.toLowerCase().includes(person.login))
    throw refusedField("password", say("密码里不要有账号。", "A password must not contain the account name."));
  await sqlIn(tx, SAVE, [person.id, await hashPassword(input.password)]);
  await record(tx, "people.password.reset", person.id, { personId: person.id, personName: person.name });
  if (input.withTotp && person.totpConfirmedAt) {
    await sqlIn(tx, WITHOUT_TOTP, [person.id]);
    await record(tx, "people.totp.turned-off", person.id, { personId: person.id });
  }
  return { personId: person.id, ended: await endSessionsIn(tx, person.id, "ended_by_admin", now) };
});
