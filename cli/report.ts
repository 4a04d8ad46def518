import type { Sentence } from "#domain/kernel/sentence.ts";

/** Progress and logs go to stderr. */
export const progress = (text: string): void => void process.stderr.write(`${text}\n`);

/** Progress in both languages, on one line. */
export const tell = (sentence: Sentence): void => progress(`${sentence.zh}  ${sentence.en}`);

/** Results go to stdout. */
export const result = (text: string): void => void process.stdout.write(`${text}\n`);
