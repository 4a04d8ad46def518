import type { z } from "zod";
import {
  type AssignmentState,
  assignmentMachine,
  hasAccepted,
  isActive,
} from "#domain/incidents/assignment-machine.ts";
import { type DemandState, demandMachine, isUnsettled } from "#domain/incidents/demand-machine.ts";
import {
  AcceptByPhoneInput,
  AddDemandInput,
  AddRepresentativeInput,
  AnswerDemandInput,
  CloseInput,
  GiveTaskInput,
  ObjectInput,
  ReportBackInput,
  ReportIncidentInput,
  SettleInput,
  VerifyInput,
} from "#domain/incidents/inputs.ts";
import { type Phase, phaseOption } from "#domain/incidents/phase-machine.ts";
import { taskKindNames } from "#domain/incidents/task-kinds.ts";
import { type TaskState, taskMachine } from "#domain/incidents/task-machine.ts";
import { can, type Machine, type MoveOf } from "#domain/kernel/machine.ts";
import {
  type IncidentPartPermission,
  type IncidentPermission,
  type IncidentThing,
  incidentPartRules,
  incidentRules,
  mayReportIncident,
} from "#domain/permissions/incidents.ts";
import { submissionRules } from "#domain/permissions/submissions.ts";
import { applyDuty, noDutyMade } from "./check-duty.ts";
import type { City } from "./city.ts";
import type { SeedIncident, Step } from "./types.ts";

/** Steps whose command takes an event time of its own. */
const MAY_BE_LATE = ["post", "accept", "arrive", "report", "phone-accept", "head-count", "finish-task"];
const WORK = { "start-task": "start", "finish-task": "finish", "hand-back": "handBack" } as const;
/** Art. 20 ¶3. */
const MATTER_MAX = 5;

type Outcome = { mistakes: string[]; phase: Phase; unverified: boolean };

/** Replays an incident step by step over the machines and rules that the commands use. */
export function replay(city: City, incident: SeedIncident): Outcome {
  const mistakes: string[] = [];
  let place = "report";
  const wrong = (what: string) => mistakes.push(`incident ${incident.key}, ${place}: ${what}`);
  const fits = (schema: z.ZodType, value: unknown, what: string) => {
    if (!schema.safeParse(value).success) wrong(`${what} does not fit its field`);
  };

  let phase: Phase = "reported";
  let verified = false;
  let unverified = false;
  const parts = new Map<string, { state: AssignmentState; role: string }>();
  const demands = new Map<string, { state: DemandState; unit: string }>();
  const tasks = new Map<string, { state: TaskState; unit: string; owner?: string }>();
  const posts = new Map<string, "stands" | "struck">();
  const links = new Set<string>();
  const representatives = new Map<string, number>();
  const made = noDutyMade();

  const active = () => [...parts].filter(([, part]) => isActive(part.state));
  const accepted = () => active().filter(([, part]) => hasAccepted(part.state)).length;
  const open = () => [...demands.values()].filter((demand) => isUnsettled(demand.state)).length;
  const thing = (): IncidentThing => ({
    id: incident.key,
    countyPath: city.path(incident.county),
    reportedByUnitPath: city.path(city.person(incident.reportedBy)?.unit ?? ""),
    phase,
    unitPaths: active().map(([unit]) => city.path(unit)),
  });
  const option = (to: Phase) =>
    phaseOption({ phase, verified, units: active().length, accepted: accepted(), openDemands: open() }, to);

  /** Moves `held` along its machine, or says why it cannot. */
  function move<M extends Machine, S extends string>(machine: M, held: { state: S } | undefined, by: MoveOf<M>) {
    if (!held) return wrong(`${by}: nothing to ${by} yet`);
    if (!can(machine, held.state, by)) return wrong(`${by} is not open in ${held.state}`);
    const table: Machine = machine;
    held.state = table[held.state]![by] as S;
  }

  function link(by: string, keys: string[], minutesAgo: number) {
    // The petition bureau of the county owns what came from there.
    const owner = { unitPath: city.path(`${incident.county}-xfj`) };
    if (keys.length > 0 && submissionRules["submissions.read"](city.actor(by), owner, city.moment(minutesAgo)) !== true)
      wrong(`${by} may not read the submissions to be linked`);
    for (const key of keys) {
      const submission = city.submission(key);
      if (!submission) wrong(`unknown submission ${key}`);
      else if (submission.county !== incident.county) wrong(`${key} comes from another county`);
      else if (submission.hoursAgo * 60 < minutesAgo) wrong(`${key} had not been received yet`);
      if (links.has(key)) wrong(`${key} is linked already`);
      links.add(key);
    }
  }

  function apply(step: Step, minutesAgo: number): void {
    const now = city.moment(minutesAgo);
    const actor = city.actor(step.by);
    const may = (permission: IncidentPermission) => {
      if (incidentRules[permission](actor, thing(), now) !== true) wrong(`${step.by} has no right to ${permission}`);
    };
    const mayPart = (permission: IncidentPartPermission, unit: string, ownerId: string | null = null) => {
      const part = { incident: thing(), unitPath: city.path(unit), ownerId };
      if (incidentPartRules[permission](actor, part, now) !== true)
        wrong(`${step.by} has no right to ${permission} for ${unit}`);
    };
    const known = (unit: string) => {
      if (!city.unit(unit)) wrong(`unknown unit ${unit}`);
    };
    const closed = phase === "closed" || phase === "reviewed";
    if (closed && !(step.do === "move" || step.do === "start-task" || step.do === "finish-task"))
      wrong("the incident is closed");

    switch (step.do) {
      case "post":
        may("incidents.entry.post");
        if (!step.text || step.text.length > 4000) wrong("text is empty or too long");
        for (const key of step.mentions ?? []) {
          const name = city.person(key)?.name;
          if (!name) wrong(`unknown person ${key}`);
          else if (incidentRules["incidents.read"](city.actor(key), thing(), now) !== true)
            wrong(`${key} is mentioned but may not read this`);
        }
        if (step.attach && !step.attach.name.endsWith(`.${step.attach.kind}`)) wrong("file name does not fit its kind");
        posts.set(step.text, "stands");
        break;
      case "verify":
        may("incidents.verify");
        fits(VerifyInput.shape.note, step.note, "note");
        if (verified) wrong("verified already");
        if (phase === "reported") phase = "verified";
        verified = true;
        break;
      case "move": {
        may("incidents.move");
        const to = option(step.to);
        if (!to.open) wrong(to.why.en);
        else if (to.asks === "reason" && !step.reason) wrong("a back-step asks a reason");
        else if (to.asks === "note" || to.asks === "units") wrong(`${step.to} is reached by a step of its own`);
        phase = step.to;
        break;
      }
      case "dispatch":
        may("incidents.dispatch");
        for (const { unit, role } of step.units) {
          known(unit);
          const before = parts.get(unit);
          if (before && isActive(before.state)) wrong(`${unit} has a part already`);
          if (role === "lead" && active().some(([, part]) => part.role === "lead")) wrong("a second lead unit");
          parts.set(unit, { state: "sent", role });
        }
        if (phase === "reported" || phase === "verified") {
          unverified = !verified;
          phase = "dispatched";
        }
        break;
      case "seen":
        mayPart("incidents.assignment.acknowledge", step.unit);
        move(assignmentMachine, parts.get(step.unit), "see");
        break;
      case "accept":
        mayPart("incidents.assignment.accept", step.unit);
        move(assignmentMachine, parts.get(step.unit), "accept");
        break;
      case "phone-accept":
        may("incidents.assignment.accept-by-phone");
        fits(AcceptByPhoneInput.shape.name, step.name, "name");
        move(assignmentMachine, parts.get(step.unit), "accept");
        break;
      case "arrive":
        mayPart("incidents.assignment.arrive", step.unit);
        move(assignmentMachine, parts.get(step.unit), "arrive");
        break;
      case "report":
        mayPart("incidents.assignment.report", step.unit);
        fits(ReportBackInput.shape.text, step.text, "report");
        move(assignmentMachine, parts.get(step.unit), "report");
        break;
      case "object":
        mayPart("incidents.assignment.object", step.unit);
        fits(ObjectInput.shape.reason, step.reason, "reason");
        move(assignmentMachine, parts.get(step.unit), "object");
        break;
      case "settle":
        may("incidents.assignment.settle");
        fits(SettleInput.shape.reason, step.reason, "reason");
        move(assignmentMachine, parts.get(step.unit), step.decision);
        break;
      case "head-count":
        may("incidents.head-count.record");
        if (!Number.isInteger(step.count) || step.count < 0) wrong("not a count");
        break;
      case "demand":
        may("incidents.demand.add");
        known(step.unit);
        fits(AddDemandInput.shape.text, step.text, "demand");
        if (demands.has(step.key)) wrong(`demand ${step.key} twice`);
        demands.set(step.key, { state: "open", unit: step.unit });
        break;
      case "answer":
        mayPart("incidents.demand.answer", demands.get(step.demand)?.unit ?? "");
        fits(AnswerDemandInput.shape.answer, step.text, "answer");
        move(demandMachine, demands.get(step.demand), "answer");
        break;
      case "carry-on":
        may("incidents.demand.carry-on");
        move(demandMachine, demands.get(step.demand), "carryOn");
        break;
      case "representative": {
        may("incidents.representative.add");
        fits(AddRepresentativeInput.shape.matter, step.matter, "matter");
        const count = (representatives.get(step.matter) ?? 0) + 1;
        if (count > MATTER_MAX) wrong("more than five representatives of one matter");
        representatives.set(step.matter, count);
        break;
      }
      case "task":
        may("incidents.task.give");
        known(step.unit);
        fits(GiveTaskInput.shape.title, step.title, "title");
        if (!taskKindNames.includes(step.kind)) wrong(`unknown kind of task ${step.kind}`);
        if (tasks.has(step.key)) wrong(`task ${step.key} twice`);
        if (step.owner && city.person(step.owner)?.unit !== step.unit) wrong(`${step.owner} is not of ${step.unit}`);
        tasks.set(step.key, { state: "given", unit: step.unit, owner: step.owner });
        break;
      case "start-task":
      case "finish-task":
      case "hand-back": {
        const task = tasks.get(step.task);
        mayPart("incidents.task.work", task?.unit ?? "", task?.owner ?? null);
        move(taskMachine, task, WORK[step.do]);
        break;
      }
      case "pin":
        may("incidents.entry.pin");
        if (posts.get(step.text) !== "stands") wrong("no such post stands");
        break;
      case "strike":
        may("incidents.entry.strike-any");
        if (posts.get(step.text) !== "stands") wrong("no such post stands");
        posts.set(step.text, "struck");
        break;
      case "link":
        may("incidents.submissions.link");
        link(step.by, step.submissions, minutesAgo);
        break;
      case "unlink":
        may("incidents.submission.unlink");
        if (!links.delete(step.submission)) wrong(`${step.submission} is not linked`);
        break;
      case "edit":
        may("incidents.facts.edit");
        if (!(step.title ?? step.place ?? step.cause)) wrong("changes nothing");
        break;
      case "level":
        may("incidents.facts.edit");
        break;
      case "close": {
        may("incidents.close");
        fits(CloseInput.shape.outcome, step.outcome, "outcome");
        const to = option("closed");
        if (!to.open) wrong(to.why.en);
        phase = "closed";
        break;
      }
      default:
        applyDuty(step, { city, made, thing: thing(), now, wrong, stands: (text) => posts.get(text) === "stands" });
    }
  }

  const fact = ReportIncidentInput.shape;
  fits(fact.title, incident.title, "title");
  fits(fact.place, incident.place, "place");
  fits(fact.cause, incident.cause, "cause");
  if (city.unit(incident.county)?.kind !== "county") wrong(`${incident.county} is no county`);
  const began = city.moment(incident.startedMinutesAgo);
  if (mayReportIncident(city.actor(incident.reportedBy), { countyPath: city.path(incident.county) }, began) !== true)
    wrong(`${incident.reportedBy} may not report`);
  link(incident.reportedBy, incident.submissions ?? [], incident.startedMinutesAgo);

  let recorded = 0;
  for (const [index, step] of incident.steps.entries()) {
    place = `step ${index + 1} (${step.do} at ${step.at})`;
    const at = step.at + (step.lateBy ?? 0);
    if (!city.person(step.by)) wrong(`unknown person ${step.by}`);
    if (step.at < 0 || at > incident.startedMinutesAgo) wrong("lies before the start or in the future");
    if (at < recorded) wrong("recorded before the step above it");
    if (step.lateBy !== undefined && !MAY_BE_LATE.includes(step.do)) wrong("cannot be recorded late");
    recorded = at;
    apply(step, incident.startedMinutesAgo - at);
  }
  return { mistakes, phase, unverified };
}
