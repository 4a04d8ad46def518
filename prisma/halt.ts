import type { Sentence } from "#domain/kernel/sentence.ts";

/**
 * An expected end of a command: one sentence that says what happened and what to do. Anything else that is thrown is a bug.
 * `exitCode` follows the commands' contract: 1 failed, 2 bad input.
 */
export class Halt extends Error {
  readonly sentence: Sentence;
  readonly exitCode: 1 | 2;
  constructor(sentence: Sentence, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(`${sentence.zh}\n${sentence.en}`, options);
    this.name = "Halt";
    this.sentence = sentence;
    this.exitCode = exitCode;
  }
}
