import type { Instruction } from "#prisma/generated/client.ts";
import { command } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { dutyRules } from "../../permissions/incident-duty.ts";
import {
  GiveInstructionInput,
  InstructionInput,
  ReportInstructionInput,
  ReturnInstructionInput,
} from "../duty-inputs.ts";
import { lockInstruction, permitDutyPart, saveInstruction, whoMayRead } from "../duty-parts.server.ts";
import { lockIncident, noteEntry, refreshCard, stillOpen } from "../incident.server.ts";
import { instructionMachine } from "../instruction-machine.ts";
import { openUnit } from "../parts.server.ts";

const named = (row: Instruction) => ({
  incidentId: row.incidentId,
  instructionId: row.id,
  no: row.no,
  leaderName: row.leaderName,
  unitId: row.unitId,
  unitName: row.unitName,
  ownerId: row.ownerId,
  ownerName: row.ownerName,
});

/** 批示: a convener issues it himself; one given on paper or by telephone is recorded with the leader's name. */
export const giveInstruction = command(
  "incidents.instruction.give",
  GiveInstructionInput,
  async ({ tx, actor, input, now }) => {
    const incident = await lockIncident(tx, actor, input.incidentId, now);
    const self = input.via === "self";
    permit(dutyRules[self ? "incidents.instruction.issue" : "incidents.instruction.record"](actor, incident, now));
    stillOpen(incident);
    if (!self && !input.leaderName)
      throw new Refusal("invalid", say("请写明是哪位领导的批示。", "Name the leader who gave it."), {
        fields: { leaderName: say("请填写批示领导", "Fill in the leader") },
      });
    if (input.dueAt <= now)
      throw new Refusal("invalid", say("回报时间要晚于现在。", "The report is due in the future."), {
        fields: { dueAt: say("要晚于现在", "Must lie in the future") },
      });
    const unit = await openUnit(tx, input.unitId);
    const owner = input.ownerId ? await whoMayRead(tx, input.ownerId, incident, now, "ownerId") : null;
    if (!owner && ![...incident.unitPaths, incident.reportedByUnitPath].some((path) => path.startsWith(unit.path)))
      throw new Refusal(
        "invalid",
        say(
          `${unit.shortName}还没有参加这个事件。请先交办，或指定看得到事件的承办人。`,
          `${unit.shortName} has no part in this incident. Dispatch it first, or name an owner who may read it.`,
        ),
        { fields: { unitId: say("还没有交办给这个单位", "Not dispatched to this unit yet") } },
      );
    // The highest there is: a merge that was undone leaves gaps.
    const { _max } = await tx.instruction.aggregate({ where: { incidentId: incident.id }, _max: { no: true } });
    const no = (_max.no ?? 0) + 1;
    const id = newId(now.getTime());
    const leader = self
      ? {
          leaderId: actor.personId,
          leaderName: actor.name,
          leaderTitle:
            (await tx.person.findUniqueOrThrow({ where: { id: actor.personId }, select: { title: true } })).title ?? "",
        }
      : { leaderId: null, leaderName: input.leaderName, leaderTitle: input.leaderTitle };
    const held = {
      unitId: unit.id,
      unitName: unit.shortName,
      ownerId: owner?.personId ?? null,
      ownerName: owner?.name ?? null,
      text: input.text,
      via: input.via,
      ...leader,
    };
    const event = await record(tx, "incidents.instruction.given", incident.id, {
      incidentId: incident.id,
      instructionId: id,
      no,
      ...held,
      dueAt: input.dueAt.toISOString(),
      version: 1,
    });
    await tx.instruction.create({
      data: {
        id,
        incidentId: incident.id,
        no,
        ...held,
        unitPath: unit.path,
        givenAt: now,
        givenById: actor.personId,
        dueAt: input.dueAt,
        state: "given",
        seq: event.seq,
      },
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, event);
    return { instructionId: id, no, seq: event.seq };
  },
);

/** The owner has read it. A second time changes nothing. */
export const readInstruction = command(
  "incidents.instruction.read",
  InstructionInput,
  async ({ tx, actor, input, now }) => {
    const { incident, instruction } = await lockInstruction(tx, actor, input.instructionId, now);
    permitDutyPart("incidents.instruction.read", actor, { incident, ...instruction }, now);
    if (instruction.readAt) return { state: instruction.state };
    const state = next(instructionMachine, instruction.state, "read");
    const version = await saveInstruction(tx, instruction, { state, readAt: now, readBy: actor.name });
    const entry = await record(tx, "incidents.instruction.read", incident.id, {
      ...named(instruction),
      by: actor.name,
      version,
    });
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

/** 回报. A better one may follow until it is settled. */
export const reportInstruction = command(
  "incidents.instruction.report-back",
  ReportInstructionInput,
  async ({ tx, actor, input, now }) => {
    const { incident, instruction } = await lockInstruction(tx, actor, input.instructionId, now);
    permitDutyPart("incidents.instruction.report-back", actor, { incident, ...instruction }, now);
    const state = next(instructionMachine, instruction.state, "report");
    const version = await saveInstruction(tx, instruction, {
      state,
      report: input.text,
      reportedAt: now,
      reportedBy: actor.name,
      returned: null,
    });
    const entry = await record(tx, "incidents.instruction.reported-back", incident.id, {
      ...named(instruction),
      text: input.text,
      by: actor.name,
      version,
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

export const settleInstruction = command(
  "incidents.instruction.settle",
  InstructionInput,
  async ({ tx, actor, input, now }) => {
    const { incident, instruction } = await lockInstruction(tx, actor, input.instructionId, now);
    permit(dutyRules["incidents.instruction.settle"](actor, incident, now));
    const state = next(instructionMachine, instruction.state, "settle");
    const version = await saveInstruction(tx, instruction, { state, settledAt: now });
    const entry = await record(tx, "incidents.instruction.settled", incident.id, { ...named(instruction), version });
    await noteEntry(tx, incident, entry);
    return { state };
  },
);

/** Returns a report for more, with a reason and, where given, a new due time. */
export const returnInstruction = command(
  "incidents.instruction.return",
  ReturnInstructionInput,
  async ({ tx, actor, input, now }) => {
    const { incident, instruction } = await lockInstruction(tx, actor, input.instructionId, now);
    permit(dutyRules["incidents.instruction.return"](actor, incident, now));
    const state = next(instructionMachine, instruction.state, "return");
    const dueAt = input.dueAt ?? instruction.dueAt;
    const version = await saveInstruction(tx, instruction, { state, returned: input.reason, dueAt });
    const entry = await record(tx, "incidents.instruction.returned", incident.id, {
      ...named(instruction),
      reason: input.reason,
      dueAt: dueAt.toISOString(),
      version,
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { state };
  },
);
