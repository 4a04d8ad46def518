import { z } from "zod";
import { now as clockNow } from "../../kernel/clock.ts";
import { command, execute } from "../../kernel/command.server.ts";
import { db, sqlIn } from "../../kernel/db.server.ts";
import { env } from "../../kernel/env.ts";
import { Id } from "../../kernel/fields.ts";
import { newId } from "../../kernel/id.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { SecondStepInput, SignInInput } from "../account-inputs.ts";
import { loadActor } from "../actor.server.ts";
import { failAttempt, forgiveAttempt, takeAttempt } from "../attempts.server.ts";
import { isPassword } from "../password.server.ts";
import { newToken, tokenHash } from "../session.server.ts";
import { ABSOLUTE_MS } from "../session.ts";
import { signed, verified } from "../signature.server.ts";
import { recoveryHash, totpStep } from "../totp.server.ts";

/** Where a sign-in comes from. `device` is the id in the device cookie. */
export type Place = { device: string; address: string; userAgent: string };

export type SignInResult =
  | { kind: "signed_in"; token: string; session: string; personId: string; login: string; mustChangePassword: boolean }
  | { kind: "second_step"; ticket: string; login: string }
  /** The account or the password (or the code) is wrong, never said which. `left`: tries before the pause. */
  | { kind: "wrong"; left: number }
  | { kind: "paused"; until: Date; cause: "device" | "address" };

/** How long the second step may take. */
const TICKET_MS = 5 * 60_000;

/** Proves the first step to the second. The browser holds it in the form; only this portal can make one. */
type Ticket = { personId: string; login: string; device: string; until: number };
const newTicket = (ticket: Ticket) => signed("second-step", Buffer.from(JSON.stringify(ticket)).toString("base64url"));
function readTicket(text: string): Ticket | null {
  const proven = verified("second-step", text);
  return proven === null ? null : (JSON.parse(Buffer.from(proven, "base64url").toString()) as Ticket);
}

/** First step: account and password. Takes as long for an unknown account as for a wrong password. */
export async function signIn(
  { login, password }: z.output<typeof SignInInput>,
  place: Place,
  { commandId, now = clockNow() }: { commandId: string; now?: Date },
): Promise<SignInResult> {
  const tried = { login, device: place.device, address: place.address };
  const attempt = await takeAttempt(tried);
  if (!attempt.allowed) return { kind: "paused", until: attempt.until, cause: attempt.cause };
  const person = await db().person.findUnique({ where: { login } });
  const right = await isPassword(person?.disabledAt ? null : person?.passwordHash, password);
  if (!person || !right) return failed(tried, attempt.left);
  if (person.totpConfirmedAt) {
    await forgiveAttempt(tried, false);
    const ticket = newTicket({ personId: person.id, login, device: place.device, until: now.getTime() + TICKET_MS });
    return { kind: "second_step", ticket, login };
  }
  await forgiveAttempt(tried, true);
  return begin(person.id, { kind: "password" }, place, commandId, now);
}

/** Second step: six digits, or a recovery code. A wrong one counts as a failure of the same device and account. */
export async function signInSecondStep(
  input: z.output<typeof SecondStepInput>,
  place: Place,
  { commandId, now = clockNow() }: { commandId: string; now?: Date },
): Promise<SignInResult> {
  const ticket = readTicket(input.ticket);
  if (!ticket || ticket.device !== place.device || now.getTime() > ticket.until)
    throw new Refusal(
      "wrong_state",
      say(
        "第二步用时过长，请从账号和密码重新开始。",
        "The second step took too long; please begin again with account and password.",
      ),
    );
  const tried = { login: ticket.login, device: place.device, address: place.address };
  const attempt = await takeAttempt(tried);
  if (!attempt.allowed) return { kind: "paused", until: attempt.until, cause: attempt.cause };
  const proof: Proof = input.recovery
    ? { kind: "recovery", hash: recoveryHash(input.recovery) }
    : { kind: "totp", code: input.code ?? "" };
  try {
    const result = await begin(ticket.personId, proof, place, commandId, now);
    await forgiveAttempt(tried, true);
    return result;
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") return failed(tried, attempt.left);
    throw error;
  }
}

/** A row of the demo list: signs in without a password, in demo mode only. */
export async function signInDemo(
  login: string,
  place: Place,
  { commandId, now = clockNow() }: { commandId: string; now?: Date },
): Promise<SignInResult> {
  const person = env().LIANXI_MODE === "demo" ? await db().person.findUnique({ where: { login } }) : null;
  if (!person) throw notFound();
  return begin(person.id, { kind: "demo" }, place, commandId, now);
}

async function failed(tried: { login: string; device: string; address: string }, left: number): Promise<SignInResult> {
  const until = await failAttempt(tried, left);
  return until ? { kind: "paused", until, cause: "device" } : { kind: "wrong", left };
}

const Proof = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("password") }),
  z.object({ kind: z.literal("demo") }),
  z.object({ kind: z.literal("totp"), code: z.string() }),
  z.object({ kind: z.literal("recovery"), hash: z.string() }),
]);
type Proof = z.infer<typeof Proof>;

/**
 * Begins a session for a person whose password is proven. The token never enters the command: its outcome is kept as a
 * receipt. Asked a second time with the same id it answers with the first outcome, whose token only the first caller holds.
 */
export const startSession = command(
  "people.session.start",
  z.object({ tokenHash: z.string().length(64), deviceId: Id, userAgent: z.string().max(400), proof: Proof }),
  async ({ tx, actor, input, now }) => {
    const [person] = await sqlIn<Locked>(tx, LOCK, [actor.personId]);
    if (!person) throw notFound();
    await proveSecondFactor(person, input.proof, now, (set, value) =>
      sqlIn(tx, `update person set ${set} where id = $1`, [actor.personId, value]),
    );
    const session = newId(now.getTime());
    await tx.session.create({
      data: {
        id: input.tokenHash,
        publicId: session,
        personId: actor.personId,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + ABSOLUTE_MS),
        userAgent: input.userAgent,
        deviceId: input.deviceId,
      },
    });
    await record(tx, "people.session.started", actor.personId, {
      personId: actor.personId,
      session,
      secondFactor: input.proof.kind === "totp" || input.proof.kind === "recovery",
    });
    return { session, tokenHash: input.tokenHash, mustChangePassword: person.mustChangePassword };
  },
);

type Locked = {
  totpSecretSealed: string | null;
  totpConfirmedAt: Date | null;
  totpLastStep: number | null;
  recoveryHashes: string[];
  mustChangePassword: boolean;
};
const LOCK = `
select totp_secret_sealed as "totpSecretSealed", totp_confirmed_at as "totpConfirmedAt", totp_last_step as "totpLastStep",
  recovery_hashes as "recoveryHashes", must_change_password as "mustChangePassword"
from person where id = $1 and disabled_at is null for update`;

/** Uses up the code under the row's lock: of two parallel sign-ins with one code only the first passes. */
async function proveSecondFactor(
  person: Locked,
  proof: Proof,
  now: Date,
  save: (set: string, value: unknown) => Promise<unknown>,
): Promise<void> {
  if (!person.totpConfirmedAt || !person.totpSecretSealed || proof.kind === "demo") return;
  if (proof.kind === "totp") {
    const step = totpStep(person.totpSecretSealed, proof.code, now, person.totpLastStep);
    if (step !== null) return void (await save("totp_last_step = $2", step));
  }
  if (proof.kind === "recovery" && person.recoveryHashes.includes(proof.hash))
    return void (await save("recovery_hashes = array_remove(recovery_hashes, $2)", proof.hash));
  throw new Refusal("invalid", say("动态口令不对。", "The code is wrong."));
}

async function begin(
  personId: string,
  proof: Proof,
  place: Place,
  commandId: string,
  now: Date,
): Promise<SignInResult> {
  const actor = await loadActor(personId, now);
  if (!actor) throw notFound();
  const token = newToken();
  const input = {
    tokenHash: tokenHash(token),
    deviceId: place.device,
    userAgent: place.userAgent.slice(0, 400),
    proof,
  };
  const outcome = await execute(startSession, actor, input, { commandId, now });
  // A form sent twice: whoever proves the password again gets a session of his own.
  if (outcome.tokenHash !== input.tokenHash) return begin(personId, proof, place, newId(), now);
  return {
    kind: "signed_in",
    token,
    session: outcome.session,
    personId,
    login: actor.login,
    mustChangePassword: outcome.mustChangePassword,
  };
}
