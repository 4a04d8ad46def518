import type { LoaderFunctionArgs } from "@remix-run/node";
import { findForPalette } from "#domain/people/queries/palette.server.ts";
import { withActor } from "#http/load.server.ts";
import { paletteGroups } from "../features/people/palette-groups.ts";

/** `GET /palette?q=`: units, people, incidents and pages by initials, full pinyin or characters. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const query = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 80);
    return paletteGroups(query, await findForPalette(actor, query, now));
  });
