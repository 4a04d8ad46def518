import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Phase, phases } from "#domain/incidents/phase-machine.ts";
import { columnRoom, type FoldChoice, firstToShow, layOutColumns, readChoice } from "./columns.ts";

/** Widths of the board at the windows of the design: the window without the menu. */
const at1366 = 1366 - 148;
const at1600 = 1600 - 148;
const at1920 = 1920 - 148;

const countsOf = (...n: number[]) =>
  Object.fromEntries(phases.map((phase, i) => [phase, n[i] ?? 0])) as { [P in Phase]: number };
const lay = (counts: number[], more: Partial<Parameters<typeof layOutColumns>[0]> = {}) =>
  layOutColumns({ counts: countsOf(...counts), choice: {}, width: at1366, wide: false, first: 0, ...more });
const shapesOf = (columns: ReturnType<typeof layOutColumns>) => phases.map((phase) => columns.shapes[phase]);

describe("layOutColumns", () => {
  it("has five open columns and three rails at 1366", () => {
    expect(columnRoom(at1366)).toBe(5);
    expect(shapesOf(lay([2, 1, 3, 2, 2, 0, 4, 2]))).toEqual([
      "open",
      "open",
      "open",
      "open",
      "open",
      "folded",
      "folded",
      "folded",
    ]);
  });

  it("folds empty columns, closed and reviewed by themselves", () => {
    expect(shapesOf(lay([0, 1, 0, 0, 2, 0, 9, 9]))).toEqual([
      "folded",
      "open",
      "folded",
      "folded",
      "open",
      "folded",
      "folded",
      "folded",
    ]);
  });

  it("opens all that hold cards in a wide window", () => {
    expect(columnRoom(at1600)).toBe(6);
    expect(columnRoom(at1920)).toBe(8);
    expect(shapesOf(lay([1, 1, 1, 1, 1, 0, 1, 1], { width: at1920, wide: true }))).toEqual([
      "open",
      "open",
      "open",
      "open",
      "open",
      "folded",
      "open",
      "open",
    ]);
  });

  it("keeps what the person chose, over what columns do by themselves", () => {
    const choice: FoldChoice = { dispatched: "folded", agreed: "open", closed: "open" };
    expect(shapesOf(lay([1, 1, 1, 0, 0, 0, 4, 0], { choice }))).toEqual([
      "open",
      "open",
      "folded",
      "folded",
      "folded",
      "open",
      "open",
      "folded",
    ]);
  });

  it("scrolls by whole columns: those out of sight stand as rails at their edge", () => {
    const scrolled = lay([2, 1, 3, 2, 2, 2, 4, 2], { choice: { closed: "open" }, first: 2 });
    expect(shapesOf(scrolled)).toEqual(["beyond", "beyond", "open", "open", "open", "open", "open", "folded"]);
    expect(lay([2, 1, 3, 2, 2, 2, 4, 2], { first: 99 }).first).toBe(1);
  });

  it("opens a column over which a card is held", () => {
    expect(lay([2, 1, 3, 2, 2, 0, 4, 2], { held: "agreed", first: 1 }).shapes.agreed).toBe("open");
  });

  it("always has eight phases, in bounds of the width, whatever is asked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
        fc.dictionary(fc.constantFrom(...phases), fc.constantFrom("open" as const, "folded" as const)),
        fc.integer({ min: 300, max: 4000 }),
        fc.boolean(),
        fc.integer({ min: -3, max: 20 }),
        (counts, choice, width, wide, first) => {
          const columns = lay(counts, { choice, width, wide, first });
          const shapes = shapesOf(columns);
          const open = shapes.filter((shape) => shape === "open").length;
          expect(shapes).toHaveLength(8);
          if (columns.room > 1) expect(open * 208 + (8 - open) * 40).toBeLessThanOrEqual(width);
          expect(open).toBe(Math.min(columns.open.length, columns.room));
          for (const phase of columns.open) {
            const shown = lay(counts, { choice, width, wide, first: firstToShow(columns, phase) });
            expect(shown.shapes[phase]).toBe("open");
          }
        },
      ),
    );
  });
});

describe("readChoice", () => {
  it("takes only what it knows", () => {
    expect(readChoice('{"closed":"open","reported":"half","nothing":"open"}')).toEqual({ closed: "open" });
    for (const text of [null, "", "null", "[]", "{", '"open"']) expect(readChoice(text)).toEqual({});
  });
});
