import { z } from "zod";
import { seal } from "#domain/kernel/cipher.server.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { execute, portalCommand } from "#domain/kernel/command.server.ts";
import { db } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { chinaDate, takeNumber } from "#domain/kernel/numbers.server.ts";
import { record } from "#domain/kernel/record.server.ts";
import { beginOf, dayOf } from "#domain/people/grants.ts";
import { hashPassword } from "#domain/people/password.server.ts";
import { spellingOf } from "#domain/people/pinyin.server.ts";
import { insertSubmissions, type NewSubmission } from "#domain/submissions/insert.server.ts";
import { textHash } from "#domain/submissions/spreadsheet/text-hash.server.ts";
import { demoAccounts, demoPassword } from "./accounts.ts";
import { demoCity as city } from "./content/index.ts";
import { reviews } from "./content/reviews.ts";
import { templates } from "./content/templates.ts";
import { type Keys, playIncident } from "./play-incident.ts";
import { playMerge } from "./play-merge.ts";
import { playReview, playTemplates } from "./play-reviews.ts";
import { playHandOver, playRoster } from "./play-shifts.ts";

export { demoAccounts, demoPassword };

const DAY = 86_400_000;

/** Whether the database holds nobody yet. */
export const isEmpty = async (): Promise<boolean> => (await db().unit.count()) === 0;

/**
 * Fills an empty database with the demo city: units, people and grants, submissions, and incidents played step by step through
 * the real commands at the times they happened. Everything in it is invented. Does nothing when somebody is there.
 */
export async function seedDemoCity(now: Date = clockNow()): Promise<void> {
  if (!(await isEmpty())) return;
  const keys: Keys = { units: new Map(), people: new Map(), submissions: new Map() };
  await execute(
    seedPeople(keys, await hashPassword(demoPassword)),
    null,
    {},
    { commandId: newId(), now: new Date(now.getTime() - 400 * DAY) },
  );
  await execute(seedSubmissions(keys, now), null, {}, { commandId: newId(), now });
  const shifts = await playRoster(city.shifts, keys, now);
  await playTemplates(templates, keys, now);
  const played = new Map<string, string>();
  for (const incident of [...city.incidents].sort((a, b) => b.startedMinutesAgo - a.startedMinutesAgo)) {
    const incidentId = await playIncident(incident, keys, now);
    played.set(incident.key, incidentId);
    const review = reviews.find((one) => one.incident === incident.key);
    const start = new Date(now.getTime() - incident.startedMinutesAgo * 60_000);
    if (review) await playReview(review, incidentId, keys, start);
  }
  for (const merge of city.merges) await playMerge(merge, played, keys, now);
  await playHandOver(shifts, keys, now);
}

/** Units, people and grants in one transaction, each with its event. */
const seedPeople = (keys: Keys, passwordHash: string) =>
  portalCommand("portal.seed.people", z.object({}), async ({ tx, now }) => {
    const paths = new Map<string, string>();
    const waiting = [...city.units];
    while (waiting.length > 0) {
      const unit = waiting.shift()!;
      const parentPath = unit.parent ? paths.get(unit.parent) : "/";
      if (parentPath === undefined) {
        waiting.push(unit);
        continue;
      }
      const id = newId(now.getTime());
      const path = `${parentPath}${id}/`;
      paths.set(unit.key, path);
      keys.units.set(unit.key, { id, path, shortName: unit.shortName });
      const parentId = unit.parent ? keys.units.get(unit.parent)!.id : null;
      const isMember = unit.isMember ?? false;
      await tx.unit.create({
        data: {
          id,
          name: unit.name,
          shortName: unit.shortName,
          kind: unit.kind,
          parentId,
          path,
          isMember,
          createdAt: now,
          ...spellingOf([unit.shortName, unit.name]),
        },
      });
      await record(tx, "people.unit.added", id, {
        unitId: id,
        name: unit.name,
        shortName: unit.shortName,
        kind: unit.kind,
        parentId,
        isMember,
      });
    }
    for (const person of city.people) {
      const id = newId(now.getTime());
      const unit = keys.units.get(person.unit)!;
      keys.people.set(person.key, { id, name: person.name });
      await tx.person.create({
        data: {
          id,
          name: person.name,
          login: person.login,
          unitId: unit.id,
          title: person.title ?? null,
          phoneSealed: seal("phone", person.phone),
          passwordHash,
          createdAt: now,
          ...spellingOf([person.name], "person"),
        },
      });
      await record(tx, "people.person.added", id, {
        personId: id,
        name: person.name,
        login: person.login,
        unitId: unit.id,
        unitName: unit.shortName,
      });
    }
    // Grants begin and end at midnight of days counted from today, not from the day the city was founded.
    const today = beginOf(dayOf(clockNow()))!.getTime();
    for (const grant of city.grants) {
      const id = newId(now.getTime());
      const person = keys.people.get(grant.person)!;
      const unit = keys.units.get(grant.scope.unit)!;
      const notBefore = new Date(today + grant.fromDays * DAY);
      const notAfter = new Date(today + grant.untilDays * DAY);
      const revokedAt = grant.revoked ? new Date(today - grant.revoked.daysAgo * DAY) : null;
      await tx.grant.create({
        data: {
          id,
          personId: person.id,
          duty: grant.duty,
          scopeKind: "unit",
          scopeId: unit.id,
          notBefore,
          notAfter,
          orderNumber: grant.orderNumber,
          createdAt: now,
          revokedAt,
          revokeReason: grant.revoked?.reason ?? null,
        },
      });
      await record(tx, "people.grant.given", person.id, {
        personId: person.id,
        personName: person.name,
        grantId: id,
        duty: grant.duty,
        scopeKind: "unit",
        scopeId: unit.id,
        scopeName: unit.shortName,
        notBefore: notBefore.toISOString(),
        notAfter: notAfter.toISOString(),
        orderNumber: grant.orderNumber,
        reason: "",
      });
      if (grant.revoked)
        await record(
          tx,
          "people.grant.revoked",
          person.id,
          {
            personId: person.id,
            personName: person.name,
            grantId: id,
            duty: grant.duty,
            scopeName: unit.shortName,
            reason: grant.revoked.reason,
          },
          { eventTime: revokedAt! },
        );
    }
  });

/** Submissions belong to the petition bureau of their county, else to the city's. */
const seedSubmissions = (keys: Keys, now: Date) =>
  portalCommand("portal.seed.submissions", z.object({}), async ({ tx }) => {
    const rows: NewSubmission[] = [];
    const byText = new Map<string, string>();
    for (const one of [...city.submissions].sort((a, b) => b.hoursAgo - a.hoursAgo)) {
      const id = newId(now.getTime());
      const county = keys.units.get(one.county)!;
      const owner = ownerOf(keys, one.county);
      const receivedAt = new Date(now.getTime() - one.hoursAgo * 3_600_000);
      const { day } = chinaDate(receivedAt);
      const number = `${day}-${String(await takeNumber(tx, `submission:${day}`)).padStart(4, "0")}`;
      const hash = textHash(one.title, one.body);
      keys.submissions.set(one.key, id);
      rows.push({
        id,
        number,
        externalNumber: one.number,
        channel: one.channel,
        title: one.title,
        body: one.body,
        petitioner: one.petitioner,
        phoneSealed: seal("phone", one.phone),
        idNumberSealed: null,
        addressSealed: seal("address", one.address),
        place: one.place,
        countyId: county.id,
        unitId: owner.id,
        unitPath: owner.path,
        receivedAt,
        recordedAt: receivedAt,
        recordedById: null,
        importId: null,
        textHash: hash,
        sameTextAs: byText.get(hash) ?? null,
        doubts: [],
      });
      if (!byText.has(hash)) byText.set(hash, id);
    }
    await insertSubmissions(tx, rows);
  });

/** The petition bureau (信访局) of a county; the county itself where it has none. */
function ownerOf(keys: Keys, countyKey: string): { id: string; path: string } {
  const county = keys.units.get(countyKey)!;
  const bureau = [...keys.units.values()].find(
    (unit) => unit.path.startsWith(county.path) && unit.shortName.endsWith("信访局"),
  );
  return bureau ?? county;
}
