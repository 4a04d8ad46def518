import type { Verdict } from "../kernel/refusal.ts";
import type { Actor } from "../people/actor.ts";

/** A rule of the policy: may `actor` do this to `thing` at `now`? The answer is true, or the reason why not. */
export type Rule<Thing> = (actor: Actor, thing: Thing, now: Date) => Verdict;

export const no = (zh: string, en: string): Verdict => ({ zh, en });

/** What a page is told: true, or the reason in the reader's language. Browsers never compare roles. */
export type Abilities<Name extends string> = { [N in Name]: true | string };

/** Every rule of `rules` for one thing, as a page is told. */
export function abilities<Thing, Name extends string>(
  rules: { [N in Name]: Rule<Thing> },
  actor: Actor,
  thing: Thing,
  now: Date,
): Abilities<Name> {
  const result = {} as Abilities<Name>;
  for (const name of Object.keys(rules) as Name[]) {
    const verdict = rules[name](actor, thing, now);
    result[name] = verdict === true ? true : actor.locale === "en" ? verdict.en : verdict.zh;
  }
  return result;
}
