import { newId } from "#domain/kernel/id.ts";
import { seal } from "../../kernel/cipher.server.ts";
import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { lockFor, lockIncident, noteEntry, stillOpen } from "../incident.server.ts";
import { AddRepresentativeInput, RemoveRepresentativeInput } from "../inputs.ts";

/** At most so many represent one shared matter of a visit (Art. 20 ¶3). */
export const REPRESENTATIVES_A_MATTER = 5;

/** Registers a representative. A sixth of one matter is told the rule; the people are received all the same, and nobody is turned away. */
export const addRepresentative = command(
  "incidents.representative.add",
  AddRepresentativeInput,
  async ({ tx, actor, input, now }) => {
    const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.representative.add");
    stillOpen(incident);
    const present = await tx.representative.count({
      where: { incidentId: incident.id, matter: input.matter, removedAt: null },
    });
    if (present >= REPRESENTATIVES_A_MATTER)
      throw new Refusal(
        "wrong_state",
        say(
          "同一共同事项的代表不超过 5 人（条例第二十条）。请大家从已登记的 5 人中推选；其余群众照常接待，诉求照样记录。",
          "At most 5 people represent one shared matter (Art. 20). Ask the group to choose among the 5 registered; everyone else is received as usual and their demands recorded.",
        ),
        { fields: { name: say("这一事项已有 5 名代表", "This matter has 5 representatives") } },
      );
    const id = newId(now.getTime());
    await tx.representative.create({
      data: {
        id,
        incidentId: incident.id,
        matter: input.matter,
        name: input.name,
        phoneSealed: seal("phone", input.phone),
        addedAt: now,
      },
    });
    const entry = await record(tx, "incidents.representative.added", incident.id, {
      incidentId: incident.id,
      representativeId: id,
      matter: input.matter,
      name: input.name,
      hasPhone: input.phone !== "",
    });
    await noteEntry(tx, incident, entry);
    return { representativeId: id };
  },
);

/** Takes a representative off the list, with a reason; the entry stays in the timeline. */
export const removeRepresentative = command(
  "incidents.representative.remove",
  RemoveRepresentativeInput,
  async ({ tx, actor, input, now }) => {
    const row = await tx.representative.findUnique({ where: { id: input.representativeId } });
    if (!row) throw notFound();
    const incident = await lockIncident(tx, actor, row.incidentId, now);
    permit(incidentRules["incidents.representative.remove"](actor, incident, now));
    stillOpen(incident);
    const { count } = await tx.representative.updateMany({
      where: { id: row.id, removedAt: null },
      data: { removedAt: now, version: { increment: 1 } },
    });
    if (count === 0) throw new Refusal("wrong_state", say("该代表已取消。", "This representative was removed before."));
    const entry = await record(tx, "incidents.representative.removed", incident.id, {
      incidentId: incident.id,
      representativeId: row.id,
      matter: row.matter,
      name: row.name,
      reason: input.reason,
    });
    await noteEntry(tx, incident, entry);
    return { representativeId: row.id };
  },
);
