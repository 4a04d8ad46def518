import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { incomingPath, settle } from "#domain/incidents/attachments/storage.server.ts";
import { type IncidentIntent, incidentCommands } from "#domain/incidents/commands/index.server.ts";
import { type Command, execute } from "#domain/kernel/command.server.ts";
import { db } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import type { Actor } from "#domain/people/actor.ts";
import { climbUntil } from "./climb-until.ts";
import type { SeedIncident, Step } from "./content/types.ts";
import { plainPdf, plainPng } from "./plain-files.ts";
import { asDutyCommand, type MadeDuty } from "./play-duty.ts";
import { reportsOf } from "./play-reports.ts";

/** Ids of what the content names by key. */
export type Keys = {
  units: Map<string, { id: string; path: string; shortName: string }>;
  people: Map<string, { id: string; name: string }>;
  submissions: Map<string, string>;
};

/** Ids that arise while an incident is played. */
type Outcome = { [id in "incidentId" | "demandId" | "taskId" | "instructionId" | "promiseId"]: string } & {
  seq: number;
};
type Made = {
  incidentId: string;
  demands: Map<string, string>;
  tasks: Map<string, string>;
  posts: Map<string, number>;
  duty: MadeDuty;
};

/** Plays one incident through the real commands, each step at its own time by its own person. Returns its id. */
export async function playIncident(incident: SeedIncident, keys: Keys, now: Date): Promise<string> {
  const start = now.getTime() - incident.startedMinutesAgo * 60_000;
  const actors = new Map<string, Actor>();
  const run = async (by: string, intent: IncidentIntent, input: Record<string, unknown>, at: Date) => {
    const personId = keys.people.get(by)!.id;
    const actor = actors.get(by) ?? (await loadActor(personId, at));
    if (!actor) throw new Error(`${by} is not there`);
    actors.set(by, actor);
    try {
      return (await execute(incidentCommands[intent] as Command, actor, input, {
        commandId: newId(),
        now: at,
      })) as Outcome;
    } catch (error) {
      throw new Error(
        `Demo city, ${incident.key}, ${intent} by ${by} at ${at.toISOString()}: ${error instanceof Error ? error.message : error}`,
      );
    }
  };
  const made: Made = { incidentId: "", demands: new Map(), tasks: new Map(), posts: new Map(), duty: new Map() };
  const occurredAt = new Date(start);
  const sources = (incident.submissions ?? []).map((key) => keys.submissions.get(key)!);
  const reported = await run(
    incident.reportedBy,
    "report",
    {
      title: incident.title,
      level: incident.level,
      countyId: keys.units.get(incident.county)!.id,
      place: incident.place,
      cause: incident.cause,
      occurredAt,
      drill: incident.drill ?? false,
      submissionIds: sources,
    },
    occurredAt,
  );
  made.incidentId = reported.incidentId;
  const steps = incident.steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => recordedAt(a.step) - recordedAt(b.step) || a.index - b.index);
  const report = reportsOf(incident.key, run);
  for (const { step } of steps) {
    await report(made.incidentId, start, recordedAt(step));
    const at = new Date(start + recordedAt(step) * 60_000);
    await climbUntil(made.incidentId, at);
    const eventTime = step.lateBy ? new Date(start + step.at * 60_000) : null;
    const [intent, input] = await asCommand(step, made, keys, { start, at, eventTime });
    const outcome = await run(step.by, intent, input, at);
    if (step.do === "post") made.posts.set(step.text, outcome.seq);
    if (step.do === "demand") made.demands.set(step.key, outcome.demandId);
    if (step.do === "instruct") made.duty.set(step.key, outcome.instructionId);
    if (step.do === "promise") made.duty.set(step.key, outcome.promiseId);
    if (step.do === "task") made.tasks.set(step.key, outcome.taskId);
  }
  await report(made.incidentId, start, incident.startedMinutesAgo);
  await climbUntil(made.incidentId, now);
  return made.incidentId;
}

const recordedAt = (step: Step) => step.at + (step.lateBy ?? 0);

type Times = { start: number; at: Date; eventTime: Date | null };

async function asCommand(
  step: Step,
  made: Made,
  keys: Keys,
  { at, eventTime }: Times,
): Promise<[IncidentIntent, Record<string, unknown>]> {
  const { incidentId } = made;
  const unit = (key: string) => keys.units.get(key)!.id;
  const inMinutes = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const assignmentId = async (key: string) =>
    (
      await db().assignment.findFirstOrThrow({
        where: { incidentId, unitId: unit(key), state: { notIn: ["returned", "withdrawn"] } },
        select: { id: true },
      })
    ).id;
  const version = async (demandId: string) =>
    (await db().demand.findUniqueOrThrow({ where: { id: demandId }, select: { version: true } })).version;
  switch (step.do) {
    case "post": {
      const attachments = step.attach ? [await attach(incidentId, keys.people.get(step.by)!.id, step.attach, at)] : [];
      return [
        "post",
        {
          incidentId,
          text: step.text,
          mentions: (step.mentions ?? []).map((key) => keys.people.get(key)!.id),
          attachments,
          eventTime,
        },
      ];
    }
    case "verify":
      return ["verify", { incidentId, note: step.note }];
    case "move": {
      const { phase } = await db().incident.findUniqueOrThrow({ where: { id: incidentId }, select: { phase: true } });
      return ["move", { incidentId, from: phase, to: step.to, reason: step.reason ?? "" }];
    }
    case "dispatch":
      return [
        "dispatch",
        {
          incidentId,
          units: step.units.map((u) => ({ unitId: unit(u.unit), role: u.role, note: u.note ?? "" })),
          ...(step.acceptWithin ? { acceptMinutes: step.acceptWithin } : {}),
        },
      ];
    case "seen":
      return ["see", { assignmentId: await assignmentId(step.unit) }];
    case "accept":
      return ["accept", { assignmentId: await assignmentId(step.unit), eventTime }];
    case "arrive":
      return ["arrive", { assignmentId: await assignmentId(step.unit), eventTime }];
    case "report":
      return ["report-back", { assignmentId: await assignmentId(step.unit), text: step.text, eventTime }];
    case "object":
      return ["object", { assignmentId: await assignmentId(step.unit), reason: step.reason }];
    case "settle":
      return ["settle", { assignmentId: await assignmentId(step.unit), decision: step.decision, reason: step.reason }];
    case "phone-accept":
      return ["accept-by-phone", { assignmentId: await assignmentId(step.unit), name: step.name, eventTime }];
    case "head-count":
      return ["head-count", { incidentId, count: step.count, eventTime }];
    case "demand":
      return [
        "add-demand",
        { incidentId, text: step.text, unitId: unit(step.unit), dueAt: step.dueIn ? inMinutes(step.dueIn) : null },
      ];
    case "answer": {
      const demandId = made.demands.get(step.demand)!;
      return ["answer-demand", { demandId, version: await version(demandId), answer: step.text }];
    }
    case "carry-on":
      return ["carry-on-demand", { demandId: made.demands.get(step.demand)!, reason: step.reason }];
    case "representative":
      return ["add-representative", { incidentId, matter: step.matter, name: step.name, phone: step.phone ?? "" }];
    case "task":
      return [
        "give-task",
        {
          incidentId,
          kind: step.kind,
          title: step.title,
          unitId: unit(step.unit),
          ownerId: step.owner ? keys.people.get(step.owner)!.id : null,
          dueAt: inMinutes(step.dueIn),
        },
      ];
    case "start-task":
      return ["start-task", { taskId: made.tasks.get(step.task)! }];
    case "finish-task":
      return ["finish-task", { taskId: made.tasks.get(step.task)!, note: step.note ?? "", eventTime }];
    case "hand-back":
      return ["hand-back-task", { taskId: made.tasks.get(step.task)!, reason: step.reason }];
    case "pin":
      return ["pin", { incidentId, seq: made.posts.get(step.text)! }];
    case "strike":
      return ["strike", { incidentId, seq: made.posts.get(step.text)!, reason: step.reason }];
    case "link":
      return [
        "link-submissions",
        {
          incidentId,
          submissionIds: step.submissions.map((key) => keys.submissions.get(key)!),
          reason: step.reason ?? "反映的是同一件事",
        },
      ];
    case "unlink": {
      const link = await db().incidentLink.findFirstOrThrow({
        where: { incidentId, targetId: keys.submissions.get(step.submission)!, unlinkedAt: null },
      });
      return ["unlink-submission", { linkId: link.id, reason: step.reason }];
    }
    case "edit": {
      const { factsVersion } = await db().incident.findUniqueOrThrow({
        where: { id: incidentId },
        select: { factsVersion: true },
      });
      const { title, place, cause, reason } = step;
      return ["edit-facts", { incidentId, factsVersion, title, place, cause, reason }];
    }
    case "level": {
      const { level } = await db().incident.findUniqueOrThrow({ where: { id: incidentId }, select: { level: true } });
      return ["change-level", { incidentId, from: level, to: step.to, reason: step.reason }];
    }
    case "close":
      return ["close", { incidentId, outcome: step.outcome }];
    default:
      return asDutyCommand(step, { incidentId, at, posts: made.posts, duty: made.duty, keys });
  }
}

/** Stores a small file of the demo city as an upload of the person. */
async function attach(
  incidentId: string,
  byId: string,
  file: { name: string; kind: "txt" | "png" | "pdf"; text: string },
  at: Date,
): Promise<string> {
  const bytes = { txt: () => Buffer.from(file.text, "utf8"), png: () => plainPng(320, 200), pdf: () => plainPdf() }[
    file.kind
  ]();
  const storageName = randomBytes(24).toString("hex");
  const path = await incomingPath(storageName);
  await writeFile(path, bytes, { mode: 0o600 });
  await settle(path, storageName);
  const contentType = { txt: "text/plain", png: "image/png", pdf: "application/pdf" }[file.kind];
  const id = newId(at.getTime());
  await db().attachment.create({
    data: {
      id,
      incidentId,
      storageName,
      fileName: file.name,
      contentType,
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      byId,
      createdAt: at,
    },
  });
  return id;
}
