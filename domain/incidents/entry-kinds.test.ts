import { describe, expect, test } from "vitest";
import type { RecordedEvent } from "../events/recorded.ts";
import { type EntryFilter, entryFilters, entryHolds, entrySentence, isHuman, matchesFilter } from "./entry-kinds.ts";

const event = (name: string, data: object, more: object = {}) =>
  ({
    seq: 45,
    name,
    data,
    eventTime: "2026-11-24T06:00:00.000Z",
    recordedAt: "2026-11-24T06:00:00.000Z",
    actor: { id: "1", name: "罗文", unitId: "2", unitName: "市生态环境局" },
    ...more,
  }) as unknown as RecordedEvent;
const file = { id: "1", name: "厂界噪声监测记录 11-24.pdf", size: 1, contentType: "application/pdf" };
const posted = event("incidents.entry.posted", { text: "现场清点", mentions: [], attachments: [] });
const withFile = event("incidents.entry.posted", { text: "", mentions: [], attachments: [file] });
const arrived = event("incidents.assignment.arrived", { unitName: "红石镇政府" });
const counted = event("incidents.head-count.recorded", { count: 46, before: 52, observer: "顾成" });

describe("what a filter shows", () => {
  const table: [string, RecordedEvent, EntryFilter[]][] = [
    ["a post", posted, ["all", "human"]],
    ["a post with a file", withFile, ["all", "human", "files"]],
    ["an arrival", arrived, ["all", "system"]],
    ["a head count", counted, ["all", "human"]],
  ];
  test.each(table)("%s", (_name, one, filters) => {
    expect(entryFilters.filter((filter) => matchesFilter(one, filter))).toEqual(filters);
  });

  test("every entry is either human or the portal's", () => {
    for (const one of [posted, withFile, arrived, counted])
      expect(matchesFilter(one, "human")).toBe(!matchesFilter(one, "system"));
    expect(isHuman(posted)).toBe(true);
  });
});

describe("searching", () => {
  const table: [RecordedEvent, string, boolean][] = [
    [posted, "清点", true],
    [posted, "现场 罗文", true],
    [posted, "#45", true],
    [posted, "生态环境局", true],
    [posted, "没有", false],
    [withFile, "噪声 PDF", true],
    [arrived, "红石镇政府 到场", true],
    [arrived, "arrived", true],
    [arrived, "assignment", false],
    [counted, "46 人", true],
    [posted, "", true],
  ];
  test.each(table)("%#: %s", (one, query, found) => {
    expect(entryHolds(one, query)).toBe(found);
  });

  test("an event that this version does not know keeps its name", () => {
    expect(entrySentence(event("incidents.unknown", {})).zh).toBe("incidents.unknown");
  });
});
