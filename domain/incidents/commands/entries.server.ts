import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { loadActor } from "../../people/actor.server.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { refreshHeadCounts } from "../head-counts.server.ts";
import {
  eventTimeOf,
  type LockedIncident,
  lockFor,
  lockIncident,
  noteEntry,
  saveIncident,
  stillOpen,
} from "../incident.server.ts";
import { PinEntryInput, PostEntryInput, StrikeEntryInput } from "../inputs.ts";

/** Posts one human entry to the timeline: text, mentions, attachments uploaded before. Event time is kept apart from recorded time. */
export const postEntry = command("incidents.entry.post", PostEntryInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.entry.post");
  stillOpen(incident);
  const at = eventTimeOf(input.eventTime, now, incident);
  const people = await mentioned(tx, input.mentions, incident, now);
  const files =
    input.attachments.length === 0
      ? []
      : await tx.attachment.findMany({
          where: { id: { in: input.attachments }, incidentId: incident.id, byId: actor.personId, seq: null },
        });
  if (files.length !== new Set(input.attachments).size)
    throw new Refusal(
      "invalid",
      say("有附件没有传上或已用过，请重选。", "An attachment did not arrive or was used before."),
      { fields: { attachments: say("请重选附件", "Choose the file again") } },
    );
  const event = await record(
    tx,
    "incidents.entry.posted",
    incident.id,
    {
      incidentId: incident.id,
      text: input.text,
      mentions: people.map((p) => ({ personId: p.id, name: p.name })),
      attachments: files.map((f) => ({ id: f.id, name: f.fileName, size: f.size, contentType: f.contentType })),
    },
    { eventTime: at },
  );
  if (files.length > 0)
    await tx.attachment.updateMany({ where: { id: { in: files.map((f) => f.id) } }, data: { seq: event.seq } });
  if (people.length > 0)
    await tx.mention.createMany({
      data: people.map((p) => ({
        id: newId(now.getTime()),
        incidentId: incident.id,
        seq: event.seq,
        personId: p.id,
        byName: actor.name,
        text: input.text.slice(0, 200),
        at: now,
      })),
    });
  await noteEntry(tx, incident, event);
  return { seq: event.seq };
});

/** The people mentioned. Who may not read the incident cannot be called into it: refused by name, and what was typed stays. */
async function mentioned(tx: Tx, ids: string[], incident: LockedIncident, now: Date) {
  const people: { id: string; name: string }[] = [];
  for (const id of new Set(ids)) {
    const person = await loadActor(id, now, null, tx);
    if (!person) continue;
    if (incidentRules["incidents.read"](person, incident, now) !== true)
      throw new Refusal(
        "invalid",
        say(
          `${person.name} 看不到这件事，不能提到。请改为授权后再提，或去掉 @。`,
          `${person.name} may not see this incident and cannot be mentioned. Grant it first, or take the @ away.`,
        ),
        {
          fields: { mentions: say(`${person.name} 看不到这件事`, `${person.name} may not see this incident`) },
        },
      );
    people.push({ id: person.personId, name: person.name });
  }
  return people;
}

/** The event of an incident with this `seq`. */
async function entryAt(tx: Tx, incidentId: string, seq: number) {
  const [entry] = await sqlIn<{
    id: string;
    name: string;
    actor_id: string | null;
    struck_by_id: string | null;
    data: Record<string, unknown>;
  }>(
    tx,
    "select id::text as id, name, actor_id, struck_by_id::text as struck_by_id, data from event where stream_id = $1 and seq = $2",
    [incidentId, seq],
  );
  if (!entry) throw notFound();
  return entry;
}

/** 划销: strikes a human entry or a head count with a reason. It stays legible; nothing is edited or deleted. One's own, or as coordinator or recorder any. */
export const strikeEntry = command("incidents.entry.strike", StrikeEntryInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  const entry = await entryAt(tx, incident.id, input.seq);
  if (entry.actor_id !== actor.personId) permit(incidentRules["incidents.entry.strike-any"](actor, incident, now));
  else permit(incidentRules["incidents.entry.post"](actor, incident, now));
  if (entry.name !== "incidents.entry.posted" && entry.name !== "incidents.head-count.recorded")
    throw new Refusal(
      "wrong_state",
      say("只有人工记录和人数可以划销。", "Only human entries and head counts can be struck."),
    );
  if (entry.struck_by_id)
    throw new Refusal("wrong_state", say("这一条已被划销。", "This entry has been struck already."));
  const event = await record(tx, "incidents.entry.struck", incident.id, {
    incidentId: incident.id,
    struckSeq: input.seq,
    reason: input.reason,
  });
  await sqlIn(tx, "update event set struck_by_id = $2::bigint where id = $1::bigint", [entry.id, event.id]);
  if (entry.name === "incidents.head-count.recorded") {
    await tx.headCount.updateMany({
      where: { incidentId: incident.id, seq: input.seq, cameFrom: null },
      data: { struckAt: now },
    });
    await refreshHeadCounts(tx, incident);
  }
  await noteEntry(tx, incident, event);
  return { seq: event.seq };
});

/** 置顶: one entry stands above the timeline; null takes it down. */
export const pinEntry = command("incidents.entry.pin", PinEntryInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.entry.pin");
  if (input.seq === incident.pinnedSeq) return { pinnedSeq: input.seq };
  let text = "";
  if (input.seq !== null) {
    const entry = await entryAt(tx, incident.id, input.seq);
    if (entry.name !== "incidents.entry.posted" || entry.struck_by_id)
      throw new Refusal(
        "wrong_state",
        say("只有未划销的人工记录可以置顶。", "Only a human entry that is not struck can be pinned."),
      );
    text = String(entry.data.text ?? "");
  }
  await saveIncident(tx, incident, { pinned_seq: input.seq });
  await record(tx, "incidents.entry.pinned", incident.id, { incidentId: incident.id, pinnedSeq: input.seq, text });
  return { pinnedSeq: input.seq };
});
