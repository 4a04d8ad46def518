/** A sentence for people in the portal's two languages. All text that domain shows to people is one. */
export type Sentence = { zh: string; en: string };
export type Locale = "zh-CN" | "en";

export const say = (zh: string, en: string): Sentence => ({ zh, en });

export const inLanguage = (sentence: Sentence, locale: string): string => (locale === "en" ? sentence.en : sentence.zh);
