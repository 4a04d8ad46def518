/** Why something may not be done, in the reader's language or in both. */
export type Reason = string | { zh: string; en: string };

/** What a view model says about an act: `true`, or the reason why not. */
export type Verdict = true | Reason;

/** The reason in the given language; `undefined` when the act is allowed. */
export function reasonOf(can: Verdict | undefined, locale: string): string | undefined {
  if (can === undefined || can === true) return undefined;
  if (typeof can === "string") return can;
  return locale.startsWith("zh") ? can.zh : can.en;
}
