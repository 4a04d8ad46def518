import type { Actor, HeldGrant } from "#domain/people/actor.ts";
import type { SeedContent, SeedPerson, SeedSubmission, SeedUnit } from "./types.ts";

const DAY = 86_400_000;
/** Any moment will do: the content only knows how long before the seeding things happened. */
const SEEDED_AT = Date.UTC(2026, 0, 15, 4);

/** The content by key, with people as the actors they are `minutesAgo` before the seeding. */
export type City = {
  unit: (key: string) => SeedUnit | undefined;
  person: (key: string) => SeedPerson | undefined;
  submission: (key: string) => SeedSubmission | undefined;
  /** "/tj/ht/ht-gov/", as the database has it with ids. */
  path: (unitKey: string) => string;
  actor: (personKey: string) => Actor;
  moment: (minutesAgo: number) => Date;
};

/** Indexes the content for the checks. Unknown keys come back undefined; paths of unknown parents end there. */
export function cityOf(content: SeedContent): City {
  const units = new Map(content.units.map((u) => [u.key, u]));
  const people = new Map(content.people.map((p) => [p.key, p]));
  const submissions = new Map(content.submissions.map((s) => [s.key, s]));
  const path = (key: string, deep = 0): string => {
    const parent = units.get(key)?.parent;
    return `${parent && deep < 9 ? path(parent, deep + 1) : "/"}${key}/`;
  };
  const held = (person: string): HeldGrant[] =>
    content.grants
      .filter((grant) => grant.person === person)
      .map((grant, index) => ({
        id: `${person}-${index}`,
        duty: grant.duty,
        scopeKind: "unit",
        scopeId: grant.scope.unit,
        scopePath: path(grant.scope.unit),
        notBefore: new Date(SEEDED_AT + grant.fromDays * DAY),
        notAfter: new Date(SEEDED_AT + grant.untilDays * DAY),
        revokedAt: grant.revoked ? new Date(SEEDED_AT - grant.revoked.daysAgo * DAY) : null,
      }));
  return {
    unit: (key) => units.get(key),
    person: (key) => people.get(key),
    submission: (key) => submissions.get(key),
    path: (key) => path(key),
    moment: (minutesAgo) => new Date(SEEDED_AT - minutesAgo * 60_000),
    actor: (key) => {
      const person = people.get(key);
      const unit = person?.unit ?? "";
      return {
        personId: key,
        name: person?.name ?? key,
        login: key,
        unitId: unit,
        unitName: units.get(unit)?.shortName ?? unit,
        unitPath: path(unit),
        grants: held(key),
        sessionId: null,
        locale: "zh-CN",
      };
    },
  };
}
