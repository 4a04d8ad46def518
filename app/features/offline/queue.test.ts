import fc from "fast-check";
import { expect, test } from "vitest";
import { LATE_MS } from "#domain/incidents/entry-kinds.ts";
import { againAfter, copyText, eventTimeOf, fateOf, inputOf, nextOf, type QueuedItem, queuedIntents } from "./queue.ts";

const at = Date.parse("2026-11-24T14:37:00+08:00");
const iso = (ms: number) => new Date(ms).toISOString();
const item = (change: Partial<QueuedItem> = {}): QueuedItem => ({
  no: 1,
  commandId: "c1",
  incidentId: "i1",
  intent: "post",
  text: "罗文已到村委会二楼",
  mentions: [],
  count: null,
  about: null,
  files: [],
  eventTime: null,
  writtenAt: iso(at),
  state: "waiting",
  held: false,
  ...change,
});

test("what goes out at once has the moment of recording; what waited has the time of writing", () => {
  expect(eventTimeOf(item(), at + 500)).toBe(null);
  expect(eventTimeOf(item({ held: true }), at + 500)).toBe(iso(at));
  expect(eventTimeOf(item(), at + 61_000)).toBe(iso(at));
  expect(eventTimeOf(item({ eventTime: iso(at - 600_000) }), at)).toBe(iso(at - 600_000));
});

test("no event time lies ahead of the server", () => {
  fc.assert(
    fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), fc.boolean(), (shift, chosen) => {
      const written = item({ held: true, writtenAt: iso(at + shift), ...(chosen && { eventTime: iso(at + shift) }) });
      expect(Date.parse(eventTimeOf(written, at)!)).toBeLessThanOrEqual(at);
    }),
  );
});

test("two hours in the queue are late, a blink is not", () => {
  const lateBy = (ms: number) => at + ms - Date.parse(eventTimeOf(item({ held: true }), at + ms)!);
  expect(lateBy(2 * 3_600_000)).toBeGreaterThanOrEqual(LATE_MS);
  expect(lateBy(5000)).toBeLessThan(LATE_MS);
});

test("every intent that can wait has its input", () => {
  const about = { id: "a1", name: "青崖县卫健局" };
  for (const intent of queuedIntents) {
    const input = inputOf(item({ intent, about, count: 46, held: true }), at + 1000);
    expect(input, intent).toHaveProperty("eventTime", iso(at));
    expect(Object.values(input).includes(undefined), intent).toBe(false);
  }
  const sent = { id: "f1", name: "a.jpg", size: 3, contentType: "image/jpeg" };
  const files = [
    { key: "k1", name: "a.jpg", size: 3, contentType: "image/jpeg", sent },
    { key: "k2", name: "b.jpg", size: 3, contentType: "image/jpeg", sent: null },
  ];
  expect(inputOf(item({ files }), at)).toMatchObject({ attachments: ["f1"] });
});

test("an answer keeps, holds back or refuses", () => {
  expect(fateOf({ ok: true, outcome: { seq: 9 } })).toEqual({ is: "kept", seq: 9 });
  expect(fateOf({ ok: true, outcome: { state: "arrived" } })).toEqual({ is: "kept", seq: null });
  expect(fateOf({ ok: false, code: "failed", message: "" })).toEqual({ is: "waits", signedOut: false });
  expect(fateOf({ ok: false, code: "signed_out", message: "" })).toEqual({ is: "waits", signedOut: true });
  expect(fateOf({ ok: false, code: "wrong_state", message: "事件已办结。" })).toEqual({
    is: "refused",
    message: "事件已办结。",
  });
  expect(fateOf({ ok: false, code: "invalid", message: "m", fields: { eventTime: "不能晚于现在" } })).toEqual({
    is: "refused",
    message: "不能晚于现在",
  });
});

test("sent in the order of writing, each once; a refused one holds up nobody, a stuck one its own incident", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ incident: fc.integer({ min: 0, max: 2 }), fate: fc.constantFrom("kept", "waits", "refused") }),
      ),
      (written) => {
        let queue = written.map((one, i) => item({ no: i + 1, commandId: `c${i}`, incidentId: `i${one.incident}` }));
        queue.reverse();
        const stuck = new Set<string>();
        const sent: number[] = [];
        for (let next = nextOf(queue, stuck); next; next = nextOf(queue, stuck)) {
          const { no, incidentId } = next;
          sent.push(no);
          const fate = written[no - 1]!.fate;
          if (fate === "kept") queue = queue.filter((one) => one.no !== no);
          else if (fate === "waits") stuck.add(incidentId);
          else queue = queue.map((one) => (one.no === no ? { ...one, state: "refused" } : one));
        }
        const expected = written.flatMap((one, i) => {
          const held = written
            .slice(0, i)
            .some((before) => before.incident === one.incident && before.fate === "waits");
          return held ? [] : [i + 1];
        });
        expect(sent).toEqual(expected);
      },
    ),
  );
});

test("tries again later and later, at most half a minute apart", () => {
  expect(againAfter(0, 0)).toBe(1000);
  expect(againAfter(9, 0.999)).toBeLessThanOrEqual(30_000);
});

test("all that waits is copied oldest first", () => {
  expect(copyText([item({ no: 2, text: "乙" }), item({ no: 1, text: "甲" })], (one) => one.text)).toBe("甲\n乙");
});
