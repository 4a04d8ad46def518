import { useTranslation } from "react-i18next";
import { inLanguage, type Sentence } from "#domain/kernel/sentence.ts";
import { type Duty, duties } from "#domain/people/duties.ts";
import type { GrantView, ScopeView } from "#domain/people/register.ts";

/** The texts of the register. */
export const useTexts = () => useTranslation("people").t;

/** Sentences of the domain in the reader's language. */
export function useSentence(): (sentence: Sentence) => string {
  const { i18n } = useTranslation("people");
  return (sentence) => inLanguage(sentence, i18n.language);
}

/** Words that domain view models stand for: a duty, a scope as a reader says it (全市, 本单位, by name). */
export function useWords() {
  const t = useTexts();
  const say = useSentence();
  return {
    t,
    say,
    duty: (duty: Duty) => say(duties[duty]),
    scope: (scope: ScopeView) => (scope.is === "other" ? scope.name : t(`scope.${scope.is}`)),
    grant: (grant: GrantView) => say(duties[grant.duty]),
  };
}
