import type { Found, PageId } from "#domain/people/queries/palette.server.ts";
import type { PaletteResponse } from "../../shell/palette.tsx";
import { personUrl } from "./register-url.ts";

/** Where the pages are. */
const addresses: { [P in PageId]: string } = {
  inbox: "/inbox",
  board: "/incidents",
  submissions: "/submissions",
  units: "/admin/units",
  grants: "/admin/grants",
  ending: "/admin/grants?state=soon",
  sessions: "/admin/sessions",
  changes: "/admin/changes",
  account: "/me",
  password: "/me/password",
};

/** What was found, as the palette lists it. Units and people lead to the register where it opens, else to their unit's incidents. */
export function paletteGroups(query: string, found: Found): PaletteResponse {
  const groups: PaletteResponse["groups"] = [
    {
      id: "units",
      items: found.units.map(({ register, full, ...unit }) => ({
        ...unit,
        ...(full && { also: { label: "", text: full.name, syllables: full.syllables } }),
        to: register ? `/admin/units/${unit.id}` : incidentsOf(unit.id),
      })),
    },
    {
      id: "people",
      items: found.people.map(({ register, unitId, ...person }) => ({
        ...person,
        to: register ? personUrl(unitId, person.id) : incidentsOf(unitId),
      })),
    },
    {
      id: "incidents",
      items: found.incidents.map((incident) => ({
        id: incident.id,
        to: `/incidents/${incident.id}`,
        name: incident.title,
        syllables: incident.syllables,
        level: incident.level,
        drill: incident.drill,
        also: { label: incident.number, text: incident.place, syllables: incident.placeSyllables },
        detail: incident.phase,
      })),
    },
    { id: "pages", items: found.pages.map((page) => ({ ...page, to: addresses[page.id] })) },
  ];
  return { query, groups: groups.filter((group) => group.items.length > 0) };
}

const incidentsOf = (unitId: string) => `/incidents?unit=${unitId}`;
