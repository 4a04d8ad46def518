import { useLocation, useSearchParams } from "@remix-run/react";
import { useCallback } from "react";

/** Parameters of the panel at the right; a link to another panel drops the others. */
const panelParameters = [
  ...["panel", "id", "duty", "scopeKind", "scope", "notBefore", "notAfter", "orderNumber", "reason"],
  // A form that was sent by GET to see its consequences leaves these behind.
  ...["intent", "commandId", "redirectTo", "personId"],
];

/** The address of the same page with these parameters changed; null removes one. */
export function changed(search: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text ? `?${text}` : "?";
}

/** Links within a page of the register: `panel("give", personId)`, `panel(null)` closes it, `set({…})` for anything else. */
export function useRegisterUrl() {
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const set = useCallback(
    (change: Record<string, string | null>) => pathname + changed(search, change),
    [pathname, search],
  );
  const panel = useCallback(
    (kind: string | null, id: string | null = null) =>
      set({ ...Object.fromEntries(panelParameters.map((name) => [name, null])), panel: kind, id }),
    [set],
  );
  return { set, panel };
}

/** A person's place in the register. */
export const personUrl = (unitId: string, personId: string) => `/admin/units/${unitId}?panel=person&id=${personId}`;
export const grantUrl = (unitId: string, grantId: string) => `/admin/units/${unitId}?panel=grant&id=${grantId}`;
