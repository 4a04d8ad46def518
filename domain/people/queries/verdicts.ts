import type { Verdict } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../actor.ts";
import type { Allowed } from "../register.ts";

/** A verdict as a page is told. */
export const told = (verdict: Verdict, actor: Actor): Allowed =>
  verdict === true ? true : inLanguage(verdict, actor.locale);
