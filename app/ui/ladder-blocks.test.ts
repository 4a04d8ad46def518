import { describe, expect, it } from "vitest";
import { rungCells, summarise } from "./ladder-blocks.ts";

describe("blocks on a card", () => {
  it("stand in a fixed order and count who accepted", () => {
    expect(summarise(["empty", "full", "objected", "full", "climbing", "half"])).toEqual({
      blocks: ["full", "full", "half", "climbing", "objected", "empty"],
      accepted: 2,
      total: 6,
    });
  });
  it("none", () => {
    expect(summarise([])).toEqual({ blocks: [], accepted: 0, total: 0 });
  });
});

describe("cells of a row", () => {
  const at = (text: string) => ({ text });
  const kinds = (times: Parameters<typeof rungCells>[0]) => rungCells(times).map((cell) => cell.kind);
  it("reached, then the awaited one, then nothing", () => {
    expect(kinds([at("13:36"), at("13:36"), at("13:38"), at("13:44"), null, null])).toEqual([
      "reached",
      "reached",
      "reached",
      "reached",
      "waiting",
      "blank",
    ]);
  });
  it("the last reached one is marked", () => {
    const cells = rungCells([at("13:36"), at("13:37"), null]);
    expect(cells.map((cell) => cell.kind === "reached" && cell.last)).toEqual([false, true, false]);
  });
  it("a step passed over counts as reached", () => {
    expect(kinds([at("13:36"), null, at("13:40"), null])).toEqual(["reached", "reached", "reached", "waiting"]);
  });
  it("nothing sent yet", () => {
    expect(kinds([null, null])).toEqual(["waiting", "blank"]);
  });
  it("all reached", () => {
    expect(kinds([at("1"), at("2")])).toEqual(["reached", "reached"]);
  });
});
