import type { ShapeChange } from "../../events/shape.ts";
import type { ReportTimer } from "../reports/report-timers.ts";
import type { RoomFacts, RoomParts } from "../room.ts";

const factNames = [
  "title",
  "level",
  "place",
  "phase",
  "phaseSince",
  "verifiedAt",
  "dispatchedUnverified",
  "factsVersion",
] as const satisfies readonly (keyof RoomFacts)[];

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function listChange<P extends { id: string }>(before: readonly P[], after: readonly P[]): { set: P[]; gone: string[] } {
  const old = new Map(before.map((part) => [part.id, part]));
  const kept = new Set(after.map((part) => part.id));
  return {
    set: after.filter((part) => !same(old.get(part.id), part)),
    gone: before.filter((part) => !kept.has(part.id)).map((part) => part.id),
  };
}

type Room = RoomParts & { facts: RoomFacts; reportTimers: ReportTimer[] };
export const noChange: ShapeChange = {
  facts: {},
  set: {
    units: [],
    demands: [],
    tasks: [],
    headCounts: [],
    representatives: [],
    links: [],
    instructions: [],
    promises: [],
  },
  gone: {
    units: [],
    demands: [],
    tasks: [],
    headCounts: [],
    representatives: [],
    links: [],
    instructions: [],
    promises: [],
  },
};

/** What turns the room `before` into `after`: the payload of an event, so that replaying it gives the very rows. */
export function changeBetween(before: Room, after: Room): ShapeChange {
  const facts = Object.fromEntries(
    factNames.filter((name) => !same(before.facts[name], after.facts[name])).map((name) => [name, after.facts[name]]),
  );
  const units = listChange(before.units, after.units);
  const demands = listChange(before.demands, after.demands);
  const tasks = listChange(before.tasks, after.tasks);
  const headCounts = listChange(before.headCounts, after.headCounts);
  const representatives = listChange(before.representatives, after.representatives);
  const links = listChange(before.links, after.links);
  const instructions = listChange(before.instructions, after.instructions);
  const promises = listChange(before.promises, after.promises);
  return {
    facts,
    set: {
      units: units.set,
      demands: demands.set,
      tasks: tasks.set,
      headCounts: headCounts.set,
      representatives: representatives.set,
      links: links.set,
      instructions: instructions.set,
      promises: promises.set,
    },
    gone: {
      units: units.gone,
      demands: demands.gone,
      tasks: tasks.gone,
      headCounts: headCounts.gone,
      representatives: representatives.gone,
      links: links.gone,
      instructions: instructions.gone,
      promises: promises.gone,
    },
    ...(same(before.reportTimers, after.reportTimers) ? {} : { reportTimers: after.reportTimers }),
  };
}
