import type { z } from "zod";
import type { Actor } from "../people/actor.ts";
import { announce } from "./bus.ts";
import { now as clockNow } from "./clock.ts";
import { sqlIn, type Tx, transaction } from "./db.server.ts";
import { outageOf } from "./outage.ts";
import { beginRecording, type Recording } from "./record.server.ts";
import { Refusal } from "./refusal.ts";
import { type Sentence, say } from "./sentence.ts";

/** What a command's body works with. `actor` is null only for commands of the portal itself (sign-in, timers, seed). */
export type CommandContext<I, A> = { tx: Tx; actor: A; input: I; now: Date; commandId: string };

export type Command<I = unknown, O = unknown, A = Actor> = {
  readonly name: string;
  readonly input: z.ZodType<I>;
  readonly body: (context: CommandContext<I, A>) => Promise<O>;
  /** Milliseconds its transaction may take, for bulk writes; else what transaction() allows. */
  readonly timeout?: number;
};

/** Defines one write: imperative name (its permission), input schema, body. Body order: lock, permit, move, save, record. */
export function command<I, O>(
  name: string,
  input: z.ZodType<I>,
  body: (context: CommandContext<I, Actor>) => Promise<O>,
  { timeout }: { timeout?: number } = {},
): Command<I, O> {
  return { name, input, body, timeout };
}

/** A write that no signed-in person makes (sign-in, timers). */
export function portalCommand<I, O>(
  name: string,
  input: z.ZodType<I>,
  body: (context: CommandContext<I, Actor | null>) => Promise<O>,
): Command<I, O, Actor | null> {
  return { name, input, body };
}

const RECEIVE =
  "insert into command_receipt (command_id, name, person_id, recorded_at) values ($1, $2, $3, $4) on conflict do nothing returning 1 as fresh";
const FIRST = "select name, person_id, outcome from command_receipt where command_id = $1";
const SETTLE = "update command_receipt set outcome = $2::jsonb where command_id = $1";

/**
 * Runs one command in one transaction. The same `commandId` a second time returns the first outcome without acting again;
 * by another person or for another command it is refused. After commit its events are announced in this process.
 * Throws Refusal for every expected "no" and Outage where the database is away or full; then nothing is written, unless the
 * outage says that it is unsure.
 */
export async function execute<I, O, A extends Actor | null>(
  cmd: Command<I, O, A>,
  actor: A,
  rawInput: unknown,
  { commandId, now = clockNow() }: { commandId: string; now?: Date },
): Promise<O> {
  const input = parseInput(cmd.input, rawInput);
  const recording: Recording = {
    actor: actor && { personId: actor.personId, name: actor.name, unitId: actor.unitId, unitName: actor.unitName },
    now,
    commandId,
    recorded: [],
  };
  let carriedOut = false;
  const outcome = await transaction(async (tx) => {
    const fresh = await sqlIn(tx, RECEIVE, [commandId, cmd.name, actor?.personId ?? null, now]);
    if (fresh.length === 0) {
      const [first] = await sqlIn<{ name: string; person_id: string | null; outcome: O }>(tx, FIRST, [commandId]);
      if (first?.name !== cmd.name || first.person_id !== (actor?.personId ?? null))
        throw new Refusal(
          "invalid",
          say("这个操作编号已被用过，请刷新后重试。", "This command id has been used; reload and try again."),
        );
      carriedOut = true;
      return first.outcome;
    }
    beginRecording(tx, recording);
    const result = await cmd.body({ tx, actor, input, now, commandId });
    if (result !== undefined) await sqlIn(tx, SETTLE, [commandId, JSON.stringify(result)]);
    carriedOut = true;
    return result;
  }, cmd.timeout).catch((error) => {
    throw outageOf(error, carriedOut) ?? error;
  });
  if (recording.recorded.length > 0) announce(recording.recorded);
  return outcome;
}

/** Parses `raw`; a malformed input is Refusal("invalid") whose `fields` name each input by its path ("units.0.unitId"). */
export function parseInput<I>(schema: z.ZodType<I>, raw: unknown): I {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, Sentence> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= sentenceOf(issue.message);
  throw new Refusal("invalid", say("有内容需要改正，请看标红处。", "Some fields need correcting."), { fields });
}

/** Messages of our schemas are written "中文|English"; zod's own become a general sentence. */
export function sentenceOf(message: string): Sentence {
  const [zh, en] = message.split("|");
  return en ? say(zh!, en) : say("这一项没有填对。", message);
}
