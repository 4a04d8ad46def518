import { describe, expect, it } from "vitest";
import type { InboxItem } from "#domain/inbox/inbox.ts";
import { FADES_MS, shownOf, withAnswer, withFates, withoutFaded } from "./shown-items.ts";

const item = (id: string): InboxItem => ({
  kind: "mention",
  id,
  incidentId: "i",
  since: "2026-11-24T06:00:00.000Z",
  due: null,
  by: "秦岚",
  text: id,
  seq: 1,
});
const items = (ids: string) => [...ids].map(item);
const rows = (ids: string) => shownOf(items(ids));
/** "a-b" where b has left. */
const look = (shown: ReturnType<typeof rows>) =>
  shown.map((row) => (row.gone ? `-${row.item.id}` : row.item.id)).join("");

describe("a new answer", () => {
  it.each([
    ["abc", "abc", "abc"],
    ["abc", "xabc", "xabc"],
    ["abc", "ac", "a-bc"],
    ["abc", "bc", "-abc"],
    ["abc", "", "-a-b-c"],
    ["abc", "cxa", "cxa-b"],
    ["", "ab", "ab"],
  ])("%s, then %s: shows %s", (before, fresh, shown) => {
    expect(look(withAnswer(rows(before), items(fresh), 0, false).shown)).toBe(shown);
  });

  it.each([
    ["abc", "xabc", "abc", 1],
    ["abc", "cba", "abc", 0],
    ["abc", "xc", "-a-bc", 1],
    ["", "ab", "", 2],
  ])("%s, then %s while the pointer is on the list: nothing moves", (before, fresh, shown, arrived) => {
    const answer = withAnswer(rows(before), items(fresh), 0, true);
    expect([look(answer.shown), answer.arrived]).toEqual([shown, arrived]);
  });

  it("an item that comes back is no longer greyed; one that stays away keeps the moment it left", () => {
    const left = withAnswer(rows("ab"), items("a"), 1000, false).shown;
    expect(look(withAnswer(left, items("ab"), 2000, false).shown)).toBe("ab");
    expect(withAnswer(left, items("a"), 2000, false).shown[1]!.gone!.at).toBe(1000);
  });
});

describe("what has left", () => {
  const left = withAnswer(rows("abc"), items("a"), 1000, false).shown;

  it("is named when it is known; what one may not know any more is hidden", () => {
    const named = withFates(left, ["mention:b", "mention:c"], [{ key: "mention:b", by: "任远", did: "已读" }]);
    expect(named.map(({ gone }) => gone?.fate)).toEqual([undefined, { by: "任远", did: "已读" }, "hidden"]);
    expect(withFates(left, [], [])).toEqual(left);
  });

  it("leaves after five seconds, hidden at once, and never under the pointer", () => {
    const named = withFates(left, ["mention:c"], []);
    expect(look(withoutFaded(named, 1000, false))).toBe("a-b");
    expect(look(withoutFaded(named, 1000 + FADES_MS, false))).toBe("a");
    expect(look(withoutFaded(named, 1000 + FADES_MS, true))).toBe("a-b-c");
  });
});
