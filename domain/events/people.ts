import { z } from "zod";
import { Id, Iso } from "../kernel/fields.ts";
import { dutyNames, scopeKinds } from "../people/duties.ts";

/** Units, people, grants and sessions. No secret and no personal number ever stands in a payload. */
export const peopleEvents = {
  "people.unit.added": z.object({
    unitId: Id,
    name: z.string(),
    shortName: z.string(),
    kind: z.string(),
    parentId: Id.nullable(),
    isMember: z.boolean(),
  }),
  "people.unit.edited": z.object({
    unitId: Id,
    name: z.string(),
    shortName: z.string(),
    isMember: z.boolean(),
    version: z.int(),
  }),
  "people.unit.closed": z.object({ unitId: Id, name: z.string(), reason: z.string() }),
  "people.person.added": z.object({
    personId: Id,
    name: z.string(),
    login: z.string(),
    unitId: Id,
    unitName: z.string(),
  }),
  "people.person.edited": z.object({
    personId: Id,
    name: z.string(),
    unitId: Id,
    unitName: z.string(),
    version: z.int(),
  }),
  "people.person.disabled": z.object({ personId: Id, name: z.string(), reason: z.string() }),
  "people.person.enabled": z.object({ personId: Id, name: z.string(), reason: z.string() }),
  "people.grant.given": z.object({
    personId: Id,
    personName: z.string(),
    grantId: Id,
    duty: z.enum(dutyNames),
    scopeKind: z.enum(scopeKinds),
    scopeId: Id,
    scopeName: z.string(),
    notBefore: Iso,
    notAfter: Iso,
    orderNumber: z.string(),
    reason: z.string(),
  }),
  "people.grant.revoked": z.object({
    personId: Id,
    personName: z.string(),
    grantId: Id,
    duty: z.enum(dutyNames),
    scopeName: z.string(),
    reason: z.string(),
  }),
  "people.password.reset": z.object({ personId: Id, personName: z.string() }),
  "people.password.changed": z.object({ personId: Id }),
  "people.totp.turned-on": z.object({ personId: Id }),
  "people.totp.turned-off": z.object({ personId: Id }),
  "people.totp.codes-renewed": z.object({ personId: Id }),
  "people.preferences.changed": z.object({
    personId: Id,
    locale: z.string(),
    theme: z.string(),
    singleKeys: z.boolean(),
  }),
  "people.session.started": z.object({ personId: Id, session: Id, secondFactor: z.boolean() }),
  "people.session.ended": z.object({ personId: Id, session: Id, reason: z.string() }),
} as const;
export type PeopleEventName = keyof typeof peopleEvents;
