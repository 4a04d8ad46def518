import { sortUnits } from "./assignment-reducer.ts";
import type { RoomHeadCount, RoomLink, RoomParts } from "./room.ts";

/** Links sort by when the submission was received. */
export const sortLinks = (links: readonly RoomLink[]): RoomLink[] =>
  [...links].sort((a, b) => a.receivedAt.localeCompare(b.receivedAt) || a.submissionId.localeCompare(b.submissionId));
export const sortCounts = (counts: readonly RoomHeadCount[]): RoomHeadCount[] =>
  [...counts].sort((a, b) => a.observedAt.localeCompare(b.observedAt) || a.seq - b.seq || a.id.localeCompare(b.id));

/** The parts of a room in the order that the page and the loader keep them in. */
export const inRoomOrder = (parts: RoomParts): RoomParts => ({
  units: sortUnits(parts.units),
  demands: [...parts.demands].sort((a, b) => a.no - b.no),
  tasks: [...parts.tasks].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id)),
  headCounts: sortCounts(parts.headCounts),
  // Ids are UUIDv7: they sort by when somebody was registered.
  representatives: [...parts.representatives].sort((a, b) => a.id.localeCompare(b.id)),
  links: sortLinks(parts.links),
  instructions: [...parts.instructions].sort((a, b) => a.no - b.no),
  promises: [...parts.promises].sort((a, b) => a.no - b.no),
});
