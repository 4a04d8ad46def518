import { buildWhenStale } from "../../cli/made.ts";

/** Portals started by tests serve the built pages. */
export default async function builtPages(): Promise<void> {
  await buildWhenStale();
}
