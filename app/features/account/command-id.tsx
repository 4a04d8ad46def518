import { useMemo } from "react";
import { newId } from "#domain/kernel/id.ts";

/** The id of the next sending of a form: sent twice it acts once. A new one after each answer. */
export function CommandId({ answer }: { answer?: unknown }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer to the last sending asks for a new id
  const id = useMemo(() => newId(), [answer]);
  return <input type="hidden" name="commandId" value={id} suppressHydrationWarning />;
}
