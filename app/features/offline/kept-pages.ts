import type { PortalFacts } from "#http/portal.server.ts";
import type { KeptBoard } from "../incidents/board/use-keep-board.ts";
import type { KeptRoom } from "../incidents/room/use-keep-room.ts";
import { personHere } from "./here.ts";
import type { KeptPortal } from "./offline.tsx";
import { PersonStore } from "./person-store.ts";

/** One page as this browser keeps it, or what else it has. */
export type KeptThing =
  | ({ is: "room"; at: string } & KeptRoom)
  | ({ is: "board"; at: string } & KeptBoard)
  | { is: "none"; rooms: { id: string; title: string; at: string }[]; board: string | null };
export type KeptPages = { facts: PortalFacts; thing: KeptThing };

/**
 * What is kept for the address `path`, of the person who is signed in at this browser; null when nobody is, as far as it knows
 * without the server. The clock is the server's as it was measured last.
 */
export async function keptPages(path: string): Promise<KeptPages | null> {
  const here = personHere(Date.now());
  if (!here) return null;
  const store = new PersonStore(here.personId);
  try {
    const portal = await store.kept<KeptPortal>("portal");
    if (!portal) return null;
    const { facts, offset } = portal.value;
    const now = new Date(Date.now() + offset).toISOString();
    return {
      facts: { ...facts, deadlines: { ...facts.deadlines, now } },
      thing: await thingAt(store, path),
    };
  } finally {
    await store.close();
  }
}

async function thingAt(store: PersonStore, path: string): Promise<KeptThing> {
  const [, list, id, ...more] = path.split("/");
  if (list === "incidents" && id && more.length === 0) {
    const room = await store.kept<KeptRoom>(`room:${id}`);
    if (room) return { is: "room", at: room.at, ...room.value };
  }
  if (list === "incidents" && !id) {
    const board = await store.kept<KeptBoard>("board");
    if (board) return { is: "board", at: board.at, ...board.value };
  }
  const keys = (await store.keptKeys()).filter((key) => key.startsWith("room:"));
  const rooms = await Promise.all(keys.map(async (key) => (await store.kept<KeptRoom>(key))!));
  return {
    is: "none",
    rooms: rooms
      .map(({ value, at }) => ({ id: value.view.room.facts.id, title: value.view.room.facts.title, at }))
      .sort((a, b) => b.at.localeCompare(a.at)),
    board: (await store.kept("board"))?.at ?? null,
  };
}
