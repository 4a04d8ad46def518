import type { DraftFields } from "#domain/people/register.ts";
import { fromInputDateTime } from "../../ui/format.ts";

/** The moment of the grid that an address names (`at=2026-11-24T14:34`, Shanghai); null when it names none. */
export function momentOf(search: URLSearchParams): Date | null {
  const named = fromInputDateTime(search.get("at") ?? "");
  return named ? new Date(named) : null;
}

/** The fields of a grant in an address. */
export const draftOf = (search: URLSearchParams): DraftFields => ({
  duty: search.get("duty") ?? "",
  scopeKind: search.get("scopeKind") ?? "",
  scope: search.get("scope") ?? "",
  notBefore: search.get("notBefore") ?? "",
  notAfter: search.get("notAfter") ?? "",
  orderNumber: search.get("orderNumber") ?? "",
  reason: search.get("reason") ?? "",
});
