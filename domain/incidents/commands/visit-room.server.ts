import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { ReadMentionInput, VisitInput } from "../inputs.ts";
import { readableIncident } from "../queries/room.server.ts";

/** Remembers up to which entry a person has read an incident. A gesture of his own: no event. */
export const visitRoom = command("incidents.visit", VisitInput, async ({ tx, actor, input, now }) => {
  await readableIncident(actor, input.incidentId, now, (text, values) => sqlIn(tx, text, values));
  await sqlIn(
    tx,
    `insert into room_visit (person_id, incident_id, last_seq, left_at) values ($1, $2, $3, $4)
     on conflict (person_id, incident_id) do update set last_seq = greatest(room_visit.last_seq, excluded.last_seq), left_at = excluded.left_at`,
    [actor.personId, input.incidentId, input.lastSeq, now],
  );
  await tx.mention.updateMany({
    where: { personId: actor.personId, incidentId: input.incidentId, seq: { lte: input.lastSeq }, readAt: null },
    data: { readAt: now },
  });
  return { lastSeq: input.lastSeq };
});

/** Marks one mention as read. */
export const readMention = command("incidents.mention.read", ReadMentionInput, async ({ tx, actor, input, now }) => {
  await tx.mention.updateMany({
    where: { id: input.mentionId, personId: actor.personId, readAt: null },
    data: { readAt: now },
  });
  return { mentionId: input.mentionId };
});
