import { Refusal } from "../kernel/refusal.ts";
import type { Actor } from "../people/actor.ts";
import { type Access, logAccess } from "./log-access.server.ts";

/**
 * Runs a query that opens one thing and writes who opened it. A thing that exists but may not be read is written as 未允许;
 * the reader learns only not_found. `label` gives the number that the log shows; `exists` says whether there is such a thing.
 */
export async function opening<T>(
  actor: Actor,
  subject: { kind: Access["subjectKind"]; id: string; requestId?: string; exists: () => Promise<string | null> },
  query: () => Promise<T>,
  label: (result: T) => string,
): Promise<T> {
  const common = { subjectKind: subject.kind, subjectId: subject.id, requestId: subject.requestId };
  try {
    const result = await query();
    await logAccess(actor, { action: "open", ...common, subjectLabel: label(result) });
    return result;
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") {
      const number = await subject.exists();
      if (number !== null) await logAccess(actor, { action: "refused", ...common, subjectLabel: number });
    }
    throw error;
  }
}
