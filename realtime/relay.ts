import { isEventName } from "#domain/events/catalogue.ts";
import { eventsById } from "#domain/events/read.server.ts";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import { boardCards } from "#domain/incidents/queries/board.server.ts";
import { incidentThing } from "#domain/incidents/queries/room.server.ts";
import { onCommitted } from "#domain/kernel/bus.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { sql, sqlIn, transaction } from "#domain/kernel/db.server.ts";
import { log } from "#domain/kernel/log.ts";
import { type Around, bringsLetters, type Effect, effects, inboxAudience } from "./audience.ts";
import type { PortalServer } from "./portal-server.ts";
import { boardRoomsOf, incidentRoom, lettersRoom, prefixes } from "./rooms.ts";

/** How often a node sweeps for deliveries whose committing process did not deliver. */
const SWEEP_MS = 1000;
/** Cards that change within so many milliseconds are read and sent once. */
const CARDS_MS = 60;
/** Deliveries done are removed in batches. */
const SETTLE_MS = 250;

const CLAIM = `delete from delivery where id in (
  select id from delivery where consumer = 'realtime' and due_at <= $1 order by id for update skip locked limit 200) returning event_id::text as event_id`;

/**
 * From committed events to sockets. The process that commits emits at once (after the commit, never before) and then removes
 * the delivery; a delivery it did not get to is claimed by a sweep of any node. Emitting twice is harmless: pages know `seq`.
 */
export class Relay {
  readonly #io: PortalServer;
  readonly #onEffect: (effect: Effect) => void;
  readonly #before: () => void;
  readonly #stop: () => void;
  readonly #sweeper: NodeJS.Timeout;
  readonly #done: string[] = [];
  #settling: NodeJS.Timeout | undefined;
  readonly #cards = new Set<string>();
  #cardTimer: NodeJS.Timeout | undefined;
  #paths: Map<string, string> | undefined;
  #closed = false;

  /** `before` runs before anything is emitted: rights that ran out by the clock are taken first. */
  constructor(io: PortalServer, before: () => void, onEffect: (effect: Effect) => void) {
    this.#io = io;
    this.#before = before;
    this.#onEffect = onEffect;
    this.#stop = onCommitted((events) => this.#deliver(events, true));
    this.#sweeper = setInterval(
      () =>
        this.sweep().catch((error) => log.warn({ error: String(error) }, "the relay's sweep failed; it tries again")),
      SWEEP_MS,
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    clearInterval(this.#sweeper);
    clearTimeout(this.#cardTimer);
    clearTimeout(this.#settling);
    await this.#settle();
  }

  /** Claims what other processes left, emits it, and only then commits the claim. Returns how many. */
  async sweep(): Promise<number> {
    const claimed = await transaction(async (tx) => {
      const rows = await sqlIn<{ event_id: string }>(tx, CLAIM, [clockNow()]);
      if (rows.length > 0) this.#deliver(await eventsById(rows.map((row) => row.event_id)), false);
      return rows.length;
    });
    return claimed;
  }

  #deliver(events: RecordedEvent[], own: boolean): void {
    this.#before();
    for (const [incidentId, list] of byIncident(events)) {
      this.#io.to(incidentRoom(incidentId)).emit("events", { incidentId, events: list });
      this.#cards.add(incidentId);
    }
    if (this.#cards.size > 0) this.#cardTimer ??= setTimeout(() => this.#sendCards(), CARDS_MS);
    for (const event of events) {
      if (event.name.startsWith("people.unit.")) this.#paths = undefined;
      const effect = effects[event.name] as ((data: unknown) => Effect[]) | undefined;
      for (const one of effect?.(event.data) ?? []) this.#onEffect(one);
    }
    this.#hint(events).catch((error) => log.warn({ error: String(error) }, "inbox hints could not be sent"));
    this.#tellLetters(events).catch((error) =>
      log.warn({ error: String(error) }, "rooms were not told of submissions"),
    );
    if (own) {
      this.#done.push(...events.map((event) => event.id));
      this.#settling ??= setTimeout(
        () => this.#settle().catch((error) => log.warn({ error: String(error) }, "deliveries stay for the sweep")),
        SETTLE_MS,
      );
    }
  }

  /** Removes deliveries that this process has made. */
  async #settle(): Promise<void> {
    this.#settling = undefined;
    const ids = this.#done.splice(0);
    if (ids.length > 0)
      await sql("delete from delivery where consumer = 'realtime' and event_id = any($1::bigint[])", [ids]);
  }

  #sendCards(): void {
    this.#cardTimer = undefined;
    const ids = [...this.#cards];
    this.#cards.clear();
    this.#readCards(ids).catch((error) => log.warn({ error: String(error) }, "cards could not be sent"));
  }

  async #readCards(ids: string[]): Promise<void> {
    const [cards, things] = await Promise.all([boardCards(ids), Promise.all(ids.map((id) => incidentThing(id)))]);
    for (const thing of things) {
      if (!thing) continue;
      const card = cards.find((one) => one.id === thing.id);
      // One that is merged away has no card: boards that show it load anew.
      if (card) this.#io.to(boardRoomsOf(thing)).emit("cards", [card]);
      else this.#io.to(boardRoomsOf(thing)).emit("board-changed");
    }
  }

  /** Tells people that something waits for them. */
  async #hint(events: RecordedEvent[]): Promise<void> {
    const rooms = new Set<string>();
    for (const event of events) {
      if (!isEventName(event.name)) continue;
      const line = inboxAudience[event.name] as (data: unknown, around: Around) => string[];
      const thing = event.streamKind === "incident" && line.length > 1 ? await incidentThing(event.streamId) : null;
      const paths = line.length > 1 ? await this.#unitPaths() : undefined;
      for (const room of line(event.data, {
        countyPath: thing?.countyPath ?? "",
        unitPaths: thing?.unitPaths ?? [],
        pathOf: (id) => paths?.get(id) ?? "",
      }))
        rooms.add(room);
    }
    if (rooms.size > 0 && !this.#closed) this.#io.to([...rooms]).emit("inbox");
  }

  /** Tells pages of incidents that submissions came; which of them may concern one, each page asks for. */
  async #tellLetters(events: RecordedEvent[]): Promise<void> {
    const rooms = new Set<string>();
    for (const event of events) {
      const unitOf = bringsLetters[event.name] as ((data: unknown) => string) | undefined;
      if (unitOf) for (const path of prefixes(await this.unitPath(unitOf(event.data)))) rooms.add(lettersRoom(path));
    }
    if (rooms.size > 0 && !this.#closed) this.#io.to([...rooms]).emit("letters");
  }

  /** Path of a unit; "" when unknown. */
  async unitPath(unitId: string): Promise<string> {
    return (await this.#unitPaths()).get(unitId) ?? "";
  }

  async #unitPaths(): Promise<Map<string, string>> {
    this.#paths ??= new Map(
      (await sql<{ id: string; path: string }>("select id, path from unit")).map((unit) => [unit.id, unit.path]),
    );
    return this.#paths;
  }
}

/** Events of incidents, grouped, in order of seq. */
function byIncident(events: RecordedEvent[]): Map<string, RecordedEvent[]> {
  const groups = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    if (event.streamKind !== "incident") continue;
    const list = groups.get(event.streamId) ?? [];
    list.push(event);
    groups.set(event.streamId, list);
  }
  for (const list of groups.values()) list.sort((a, b) => a.seq - b.seq);
  return groups;
}
