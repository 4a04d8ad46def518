import { opening } from "../../audit/opening.server.ts";
import { db } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import type { EntryCounts } from "../entry-kinds.ts";
import type { RoomView } from "../room.ts";
import { entryCounts } from "./find-entries.server.ts";
import { roomView } from "./room.server.ts";

/** What a page of the room begins with. */
export type OpenedRoom = { view: RoomView; counts: EntryCounts };

/** Opens an incident and writes who did; see roomView. What goes on in it afterwards comes live and is no second opening. */
export function openRoom(actor: Actor, incidentId: string, now: Date, requestId?: string): Promise<OpenedRoom> {
  const exists = async () =>
    /^[0-9a-f-]{36}$/i.test(incidentId)
      ? ((await db().incident.findUnique({ where: { id: incidentId }, select: { number: true } }))?.number ?? null)
      : null;
  return opening(
    actor,
    { kind: "incident", id: incidentId, requestId, exists },
    async () => {
      const view = await roomView(actor, incidentId, now);
      return { view, counts: await entryCounts(incidentId, view.room.seq) };
    },
    ({ view }) => view.room.facts.number,
  );
}
