import { z } from "zod";
import { command } from "../../kernel/command.server.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { ConfirmTotpInput, WithPasswordInput } from "../account-inputs.ts";
import { proveOwnPassword } from "../own-password.server.ts";
import { newTotpSecret, recoveryCodes, recoveryHash, totpStep } from "../totp.server.ts";

type Locked = { passwordHash: string | null; secret: string | null; confirmedAt: Date | null };
const LOCK = `select password_hash as "passwordHash", totp_secret_sealed as secret, totp_confirmed_at as "confirmedAt" from person where id = $1 for update`;

async function lock(tx: Tx, personId: string): Promise<Locked> {
  const [person] = await sqlIn<Locked>(tx, LOCK, [personId]);
  if (!person) throw notFound();
  return person;
}

/** Makes the secret that the authenticator is shown; nothing is asked for until it is confirmed. */
export const startTotp = command("people.totp.start", z.object({}), async ({ tx, actor }) => {
  const person = await lock(tx, actor.personId);
  if (person.confirmedAt)
    throw new Refusal("wrong_state", say("动态口令已经开通。", "Two-step sign-in is already on."));
  await sqlIn(tx, "update person set totp_secret_sealed = $2, totp_last_step = null where id = $1", [
    actor.personId,
    newTotpSecret(),
  ]);
});

/** The authenticator shows the right code: from now on it is asked at sign-in. Recovery codes: see recoveryCodes(). */
export const confirmTotp = command(
  "people.totp.turn-on",
  ConfirmTotpInput,
  async ({ tx, actor, input, now, commandId }) => {
    const person = await lock(tx, actor.personId);
    if (person.confirmedAt || !person.secret)
      throw new Refusal("wrong_state", say("请先生成新的二维码。", "Please make a new QR code first."));
    const step = totpStep(person.secret, input.code, now, null);
    if (step === null) {
      const wrong = say("动态口令不对，请看验证器上现在的数字。", "The code is wrong; please read the current digits.");
      throw new Refusal("invalid", wrong, { fields: { code: wrong } });
    }
    await sqlIn(
      tx,
      "update person set totp_confirmed_at = $2, totp_last_step = $3, recovery_hashes = $4 where id = $1",
      [actor.personId, now, step, recoveryCodes(actor.personId, commandId).map(recoveryHash)],
    );
    await record(tx, "people.totp.turned-on", actor.personId, { personId: actor.personId });
  },
);

/** Recovery codes anew; the old ones no longer work. */
export const renewRecoveryCodes = command(
  "people.totp.renew-codes",
  WithPasswordInput,
  async ({ tx, actor, input, commandId }) => {
    const person = await lock(tx, actor.personId);
    await proveOwnPassword({ id: actor.personId, passwordHash: person.passwordHash }, input.password, "password");
    if (!person.confirmedAt)
      throw new Refusal("wrong_state", say("还没有开通动态口令。", "Two-step sign-in is not on."));
    await sqlIn(tx, "update person set recovery_hashes = $2 where id = $1", [
      actor.personId,
      recoveryCodes(actor.personId, commandId).map(recoveryHash),
    ]);
    await record(tx, "people.totp.codes-renewed", actor.personId, { personId: actor.personId });
  },
);

/** Sign-in asks for the password alone again. */
export const disableTotp = command("people.totp.turn-off", WithPasswordInput, async ({ tx, actor, input }) => {
  const person = await lock(tx, actor.personId);
  await proveOwnPassword({ id: actor.personId, passwordHash: person.passwordHash }, input.password, "password");
  if (!person.confirmedAt) return;
  await sqlIn(
    tx,
    "update person set totp_secret_sealed = null, totp_confirmed_at = null, totp_last_step = null, recovery_hashes = '{}' where id = $1",
    [actor.personId],
  );
  await record(tx, "people.totp.turned-off", actor.personId, { personId: actor.personId });
});
