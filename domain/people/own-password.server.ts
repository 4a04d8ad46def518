import { Refusal } from "../kernel/refusal.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import { forgiveOwnTries, takeOwnTry } from "./attempts.server.ts";
import { isPassword } from "./password.server.ts";

/**
 * A signed-in person proves by the password that it is he: before a new password, before two-step sign-in changes. Five wrong ones pause
 * this for a quarter of an hour; signing in stays possible. Throws Refusal invalid with the sentence at `field`, or too_many.
 */
export async function proveOwnPassword(
  person: { id: string; passwordHash: string | null },
  password: string,
  field: string,
  wrong: Sentence = say("密码不对，请重新输入。", "The password is wrong; please enter it again."),
): Promise<void> {
  const pausedUntil = await takeOwnTry(person.id);
  if (pausedUntil) throw tooMany(pausedUntil, field);
  if (!(await isPassword(person.passwordHash, password)))
    throw new Refusal("invalid", wrong, { fields: { [field]: wrong } });
  await forgiveOwnTries(person.id);
}

function tooMany(until: Date, field: string): Refusal {
  const minutes = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 60_000));
  const sentence = say(
    `密码连续输错，请 ${minutes} 分钟后再试；忘记了请找管理员重设。`,
    `The password was wrong several times; try again in ${minutes} minutes, or ask an administrator to reset it.`,
  );
  return new Refusal("too_many", sentence, { fields: { [field]: sentence } });
}
