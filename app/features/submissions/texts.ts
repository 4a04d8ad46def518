import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { inLanguage, type Sentence } from "#domain/kernel/sentence.ts";
import { questionParams, readQuestion } from "#domain/submissions/filter.ts";

/** The texts of the pages of submissions. */
export const useTexts = () => useTranslation("submissions").t;

/** Sentences of the domain in the reader's language. */
export function useSentence(): (sentence: Sentence) => string {
  const { i18n } = useTranslation("submissions");
  return (sentence) => inLanguage(sentence, i18n.language);
}

/** The question of the list in the address, as `?…` or "": every drawer beside the list keeps it. */
export function useListSearch(): string {
  const { search } = useLocation();
  const params = questionParams(readQuestion(new URLSearchParams(search))).toString();
  return params && `?${params}`;
}
