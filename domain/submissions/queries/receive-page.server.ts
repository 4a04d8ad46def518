import { permitRead } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { mayImportAnywhere } from "../../permissions/submissions.ts";
import { allCounties } from "../counties.server.ts";
import { type OwnerUnit, ownerUnits } from "./imports.server.ts";

/** The choices of the form of 登记. */
export type ReceivePageFacts = { units: OwnerUnit[]; counties: { id: string; name: string }[]; now: string };

/** Refusal("not_found") for those who may register for no unit. */
export async function receivePage(actor: Actor, now: Date): Promise<ReceivePageFacts> {
  permitRead(mayImportAnywhere(actor, null, now));
  const [units, counties] = await Promise.all([ownerUnits(actor, now), allCounties()]);
  return {
    units,
    counties: counties.filter(({ kind }) => kind === "county").map(({ id, shortName }) => ({ id, name: shortName })),
    now: now.toISOString(),
  };
}
