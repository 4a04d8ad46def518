import { log } from "#domain/kernel/log.ts";
import type { PresentPerson } from "#domain/live/protocol.ts";
import type { PortalServer } from "./portal-server.ts";
import { incidentRoom } from "./rooms.ts";

/** Changes of presence within so many milliseconds travel as one message. */
const GATHER_MS = 200;

/** Who is in an incident and who is writing there: gestures, volatile, asked of all nodes when something changes. */
export class Presence {
  readonly #io: PortalServer;
  readonly #due = new Map<string, NodeJS.Timeout>();

  constructor(io: PortalServer) {
    this.#io = io;
  }

  /** Somebody came, left, or began or ended writing. */
  changed(incidentId: string): void {
    if (this.#due.has(incidentId)) return;
    this.#due.set(
      incidentId,
      setTimeout(() => {
        this.#due.delete(incidentId);
        this.#tell(incidentId).catch((error) => log.warn({ error: String(error) }, "presence could not be gathered"));
      }, GATHER_MS),
    );
  }

  async #tell(incidentId: string): Promise<void> {
    const sockets = await this.#io.in(incidentRoom(incidentId)).fetchSockets();
    const people = new Map<string, PresentPerson>();
    for (const { data } of sockets) {
      const known = people.get(data.personId);
      people.set(data.personId, {
        personId: data.personId,
        name: data.name,
        unitName: data.unitName,
        writing: data.writing || (known?.writing ?? false),
      });
    }
    this.#io.to(incidentRoom(incidentId)).volatile.emit("presence", { incidentId, people: [...people.values()] });
  }

  close(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
  }
}
