import { createContext, useContext } from "react";
import type { PartAbilities, RoomState, RoomView } from "#domain/incidents/room.ts";
import type { CommandReply, RanOut } from "#domain/live/protocol.ts";
import type { DutyPartPermission, DutyPermission } from "#domain/permissions/incident-duty.ts";
import type { IncidentPartPermission, IncidentPermission } from "#domain/permissions/incidents.ts";
import type { ShapePermission } from "#domain/permissions/shape.ts";
import type { Verdict } from "../../../ui/reason.ts";
import type { OutboxItem } from "../../offline/outbox-item.ts";
import type { RoomDialog } from "./room-dialog.ts";
import { type RoomHeld, type RoomStore, useHeld } from "./room-store.ts";

/** Runs a command. A refusal is shown as a toast unless `quiet`; the reply is returned in any case. */
export type Act = (
  intent: string,
  input: Record<string, unknown>,
  more?: { commandId?: string; quiet?: boolean },
) => Promise<CommandReply>;

export type Room = {
  incidentId: string;
  store: RoomStore;
  can: RoomView["can"];
  parts: PartAbilities;
  reporting: RoomView["reporting"];
  acceptMinutes: RoomView["acceptMinutes"];
  me: RoomView["me"];
  act: Act;
  /** `true`, or that the server is out of reach: for buttons that need it. */
  reachable: Verdict;
  openDialog: (dialog: RoomDialog) => void;
  /** Puts what has not been sent back into the composer. */
  takeBack: (item: OutboxItem) => void;
  /** The facts are those of this moment (epoch ms), because the connection is away; null while they are live. */
  asOf: number | null;
};

export const RoomContext = createContext<Room | null>(null);

/** The room that a part belongs to. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (!room) throw new Error("useRoom needs a RoomContext");
  return room;
}

/** What a form over an incident needs, in the room and on the other pages of the incident. */
export type Acting = Pick<Room, "incidentId" | "me" | "act" | "reachable">;
export const ActingContext = createContext<Acting | null>(null);
export function useActing(): Acting {
  const room = useContext(RoomContext);
  const acting = useContext(ActingContext) ?? room;
  if (!acting) throw new Error("useActing needs an ActingContext or a RoomContext");
  return acting;
}

/** A part of what the room holds; see useHeld. */
export const useRoomPart = <T>(pick: (held: RoomHeld) => T): T => useHeld(useRoom().store, pick);
/** One slice of the room's state. */
export const useRoomState = <K extends keyof RoomState>(name: K): RoomState[K] =>
  useRoomPart((held) => held.room[name]);

export const isOpenIncident = (held: RoomHeld): boolean =>
  held.room.facts.phase !== "closed" && held.room.facts.phase !== "reviewed" && held.room.shape.mergedInto === null;

/** Who is not here any more because his session ran out by itself. */
export function useRanOut(): readonly RanOut[] {
  const { me } = useRoom();
  const ranOut = useRoomPart((held) => held.ranOut);
  const present = useRoomPart((held) => held.present);
  const isHere = (personId: string) => personId === me.personId || present.some((one) => one.personId === personId);
  return ranOut.filter(({ personId }) => !isHere(personId));
}

/** Whether the reader may do this to the incident as a whole. Buttons of what he may not do are not there. */
export const useMay = (permission: IncidentPermission | DutyPermission | ShapePermission): boolean =>
  useRoom().can[permission] === true;
/** The same, while the incident is open. */
export function useMayNow(permission: IncidentPermission | DutyPermission | ShapePermission): boolean {
  const open = useRoomPart(isOpenIncident);
  return useMay(permission) && open;
}
/** Whether the reader may do this to one unit's part, task or demand. */
export const mayPart = (
  parts: PartAbilities,
  partId: string,
  permission: IncidentPartPermission | DutyPartPermission,
): boolean => parts[partId]?.[permission] === true;

/** Where this browser keeps what the person writes in this room. */
export const draftKey = (personId: string, incidentId: string, what: string): string =>
  `person:${personId}/incident:${incidentId}/${what}`;
