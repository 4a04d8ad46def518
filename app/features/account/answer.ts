import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CommandResult } from "#http/run-command.server.ts";

/** What the last sending of one of the page's forms was told. `done`: it went through. */
export function useAnswer(intent: string): {
  answer: CommandResult | undefined;
  done: boolean;
  message: string | null;
  fields: Record<string, string>;
} {
  const data = useActionData() as CommandResult | undefined;
  const answer = data?.intent === intent ? data : undefined;
  const failed = answer && !answer.ok ? answer : undefined;
  return { answer, done: answer?.ok === true, message: failed?.message ?? null, fields: failed?.fields ?? {} };
}

/** The texts of the account pages. */
export const useAccountTexts = () => useTranslation("account").t;
