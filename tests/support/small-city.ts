import { dispatchUnits } from "../../domain/incidents/commands/dispatch-units.server.ts";
import { reportIncident } from "../../domain/incidents/commands/report-incident.server.ts";
import { execute } from "../../domain/kernel/command.server.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { loadActor } from "../../domain/people/actor.server.ts";
import type { Actor } from "../../domain/people/actor.ts";
import type { Duty, ScopeKind } from "../../domain/people/duties.ts";

const day = 86_400_000;

/** Units and people for a test that needs only a few, into an empty database. */
export async function smallCity(now: Date) {
  const unit = async (shortName: string, kind: string, parent: { id: string; path: string } | null) => {
    const id = newId(now.getTime());
    const path = `${parent?.path ?? "/"}${id}/`;
    const data = {
      id,
      name: shortName,
      shortName,
      kind,
      parentId: parent?.id ?? null,
      path,
      pinyin: "",
      initials: "",
      isMember: true,
    };
    await db().unit.create({ data });
    return { id, path, shortName };
  };
  const city = await unit("试验市", "city", null);
  const east = await unit("东县", "county", city);
  const west = await unit("西县", "county", city);
  const health = await unit("东县卫健局", "department", east);
  const water = await unit("西县水务局", "department", west);

  type Of = {
    unit: { id: string };
    duty?: Duty;
    scopeKind?: ScopeKind;
    scopeId?: string;
    pinyin?: string;
    until?: Date;
  };
  const person = async (
    name: string,
    { unit, duty, scopeKind = "unit", scopeId = unit.id, pinyin = "", until }: Of,
  ): Promise<Actor> => {
    const id = newId(now.getTime());
    const initials = pinyin
      .split(" ")
      .map((one) => one[0] ?? "")
      .join("");
    await db().person.create({
      data: { id, name, login: `p${id}`, unitId: unit.id, pinyin, initials },
    });
    if (duty)
      await db().grant.create({
        data: {
          id: newId(now.getTime()),
          personId: id,
          duty,
          scopeKind,
          scopeId,
          notBefore: new Date(now.getTime() - 30 * day),
          notAfter: until ?? new Date(now.getTime() + 30 * day),
          orderNumber: "试 1 号",
        },
      });
    return (await loadActor(id, now))!;
  };
  return { city, east, west, health, water, unit, person };
}

/** An incident of `county`, reported by `by`. Returns its id. */
export async function anIncident(
  by: Actor,
  county: { id: string },
  now: Date,
  title = "搅拌站扬尘噪声",
): Promise<string> {
  const input = {
    title,
    level: 2,
    countyId: county.id,
    place: "村口",
    cause: "夜间生产",
    occurredAt: now.toISOString(),
  };
  return (await execute(reportIncident, by, input, { commandId: newId(), now })).incidentId;
}

/** Dispatches a unit to an incident. */
export async function dispatch(by: Actor, incidentId: string, unit: { id: string }, now: Date): Promise<void> {
  await execute(
    dispatchUnits,
    by,
    { incidentId, units: [{ unitId: unit.id, role: "support" }] },
    { commandId: newId(), now },
  );
}
