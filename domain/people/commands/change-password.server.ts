import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { ChangePasswordInput } from "../account-inputs.ts";
import { proveOwnPassword } from "../own-password.server.ts";
import { hashPassword, isPassword } from "../password.server.ts";
import { endSessionsIn } from "../session.server.ts";

const LOCK = `select login, password_hash as "passwordHash", must_change_password as "mustChange" from person where id = $1 for update`;

/** A person sets a new password: with the current one, unless an administrator has set that. All other sessions end. */
export const changePassword = command(
  "people.password.change",
  ChangePasswordInput,
  async ({ tx, actor, input, now }) => {
    const [person] = await sqlIn<{ login: string; passwordHash: string | null; mustChange: boolean }>(tx, LOCK, [
      actor.personId,
    ]);
    if (!person) throw notFound();
    if (!person.mustChange)
      await proveOwnPassword(
        { id: actor.personId, passwordHash: person.passwordHash },
        input.current ?? "",
        "current",
        say("现在的密码不对，请重新输入。", "The current password is wrong; please enter it again."),
      );
    if (await isPassword(person.passwordHash, input.password))
      throw refused(
        "password",
        "新密码与现在的一样，请换一个。",
        "The new password is the same as the current one; choose another.",
      );
    if (input.password.toLowerCase().includes(person.login))
      throw refused("password", "密码里不要有账号。", "A password must not contain the account name.");
    const hashed = await hashPassword(input.password);
    await sqlIn(
      tx,
      "update person set password_hash = $2, must_change_password = false, version = version + 1 where id = $1",
      [actor.personId, hashed],
    );
    await record(tx, "people.password.changed", actor.personId, { personId: actor.personId });
    return { ended: await endSessionsIn(tx, actor.personId, "password_changed", now, { except: actor.sessionId }) };
  },
);

function refused(field: string, zh: string, en: string): Refusal {
  return new Refusal("invalid", say(zh, en), { fields: { [field]: say(zh, en) } });
}
