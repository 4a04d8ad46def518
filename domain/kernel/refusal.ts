import { type Sentence, say } from "./sentence.ts";

/** The closed list of expected "no", with the HTTP status of each. Everything else is a bug (500). */
export const refusalStatus = {
  invalid: 422,
  not_found: 404,
  not_allowed: 403,
  wrong_state: 409,
  stale: 409,
  too_many: 429,
  too_large: 413,
  signed_out: 401,
} as const;
export type RefusalCode = keyof typeof refusalStatus;

/** 拒绝: an expected "no": a closed code and a sentence for people. `fields` names inputs; `current` is what another saved meanwhile. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly sentence: Sentence;
  readonly fields: Record<string, Sentence>;
  readonly current: unknown;
  constructor(
    code: RefusalCode,
    sentence: Sentence,
    more: { fields?: Record<string, Sentence>; current?: unknown } = {},
  ) {
    super(`${code}: ${sentence.en}`);
    this.name = "Refusal";
    this.code = code;
    this.sentence = sentence;
    this.fields = more.fields ?? {};
    this.current = more.current;
  }
}

/** What may not be read and what does not exist are one answer. */
export const notFound = () =>
  new Refusal("not_found", say("没有这个内容，或者你看不到它。", "This does not exist, or you may not see it."));

/** Two people on the same thing: the second is told, and gets what is there now. */
export const stale = (current?: unknown) =>
  new Refusal(
    "stale",
    say(
      "他人已先保存。你写的没有丢，请选一种存法。",
      "Someone else has saved first. What you wrote is kept; choose how to save.",
    ),
    { current },
  );

/** `true`, or the reason why not. */
export type Verdict = true | Sentence;

/** Throws Refusal("not_allowed") with the rule's own reason. */
export function permit(verdict: Verdict): void {
  if (verdict !== true) throw new Refusal("not_allowed", verdict);
}

/** For rules of reading: a "no" is not_found. */
export function permitRead(verdict: Verdict): void {
  if (verdict !== true) throw notFound();
}
