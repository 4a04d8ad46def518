import { beforeAll, describe, expect, test } from "vitest";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { sql } from "../../kernel/db.server.ts";
import type { BoardCard } from "../board.ts";
import { entrySentence } from "../entry-kinds.ts";
import { openLimits } from "../next-limit.ts";
import { reportLimits } from "../reports/queries/room-reports.server.ts";
import { openTimers } from "../reports/report-timers.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";
import { boardCards } from "./board-cards.server.ts";

const { db } = await stack({ seeded: true });

/** Every card of the demo city with its timeline; what is merged away has none. */
const cards: { card: BoardCard; events: RecordedEvent[] }[] = [];
beforeAll(async () => {
  for (const { id } of await db.incident.findMany({ where: { mergedIntoId: null }, select: { id: true } }))
    cards.push({ card: (await boardCards([id]))[0]!, events: await streamAfter(id, 0, 10_000) });
});

/** Names and what people typed: every text an event carries, longest first. */
function typedIn(event: RecordedEvent): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") texts.push(value, ...value.split(/\s+/));
    else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) walk(one);
  };
  walk(event.data);
  walk(event.actor);
  return texts.filter((text) => /\p{Script=Han}/u.test(text)).sort((a, b) => b.length - a.length);
}
/** What is Chinese in a line beside names and what people typed: the portal's own words. */
function ownChinese(line: string, event: RecordedEvent): string {
  let rest = line;
  for (const text of typedIn(event)) {
    rest = rest.replaceAll(text, "");
    // A long text is cut in a sentence, and the line at its end.
    for (let most = Math.min(text.length, 160); most >= 6; most -= 1) rest = rest.replaceAll(text.slice(0, most), "");
  }
  return [...rest].filter((character) => /\p{Script=Han}/u.test(character)).join("");
}

describe("the last line of a card", () => {
  test("is the timeline's own sentence about an entry, in both languages", () => {
    expect(cards.length).toBeGreaterThanOrEqual(8);
    for (const { card, events } of cards) {
      const told = events.filter((event) => event.recordedAt === card.lastEntry!.at);
      const sentences = told.map((event) => entrySentence(event));
      expect(sentences.map(({ zh }) => zh.slice(0, 160))).toContain(card.lastEntry!.text.zh);
      expect(sentences.map(({ en }) => en.slice(0, 160))).toContain(card.lastEntry!.text.en);
    }
  });

  test("has in English no Chinese of the portal's own, whatever kind of entry it is about", () => {
    const kinds = new Map<string, RecordedEvent>();
    for (const { events } of cards) for (const event of events) kinds.set(event.name, event);
    expect(kinds.size).toBeGreaterThanOrEqual(30);
    for (const [name, event] of kinds) {
      const { zh, en } = entrySentence(event);
      expect([name, ownChinese(en, event)]).toEqual([name, ""]);
      // The check finds it where it is: nearly every Chinese sentence has words of its own.
      if (name === "incidents.task.given") expect(ownChinese(zh, event)).toContain("派任务");
    }
    for (const { card, events } of cards) {
      const told = events.filter((event) => event.recordedAt === card.lastEntry!.at);
      expect(told.map((event) => ownChinese(card.lastEntry!.text.en, event))).toContain("");
    }
  });

  test("written before English was kept it says who made an entry", async () => {
    const { id } = cards[0]!.card;
    await sql(
      "update incident set last_entry_text = '交办 县卫健局', last_entry_by = '周敏', last_entry_text_en = null where id = $1",
      [id],
    );
    expect((await boardCards([id]))[0]!.lastEntry!.text).toEqual({ zh: "周敏：交办 县卫健局", en: "An entry by 周敏" });
  });
});

test("the next timer of every card is the first open limit of its room, reports of closed ones included", async () => {
  const limits = await reportLimits((text, values) => sql(text, values));
  const kinds = new Set<string>();
  for (const { card, events } of cards) {
    const [first, ...rest] = events;
    const room = rest.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
    const [next] = openLimits(room, openTimers(room.reportTimers, room.facts.level, limits));
    expect([card.number, card.timer?.at]).toEqual([card.number, next?.at]);
    if (card.timer) kinds.add(`${card.phase} ${card.timer.kind}`);
  }
  expect([...kinds].join()).toMatch(/(closed|reviewed) report/);
});
