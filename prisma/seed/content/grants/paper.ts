import type { Duty, SeedGrant } from "../types.ts";

/** One paper grants many: its order number and term stand once, each line names person, duty and the unit of its scope. */
export const paper =
  (orderNumber: string, fromDays: number, untilDays: number) =>
  (person: string, duty: Duty, unit: string): SeedGrant => ({
    person,
    duty,
    scope: { unit },
    fromDays,
    untilDays,
    orderNumber,
  });
