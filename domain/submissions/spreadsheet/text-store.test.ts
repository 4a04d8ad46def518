import fc from "fast-check";
import { expect, it } from "vitest";
import { TextStore } from "./text-store.server.ts";

it("gives back what was appended, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
      const store = new TextStore();
      for (const text of texts) store.append(text);
      for (let i = texts.length - 1; i >= 0; i--) expect(store.get(i)).toBe(texts[i]);
      expect([store.get(-1), store.get(texts.length), store.get(0.5), store.get(Number.NaN)]).toEqual(
        Array(4).fill(undefined),
      );
      store.close();
    }),
  );
});

it("gives back what went to the file, also while more is appended", () => {
  const store = new TextStore();
  const text = (i: number) => `${i}:${"字".repeat(i % 3_000)}`;
  const count = 8_000;
  for (let i = 0; i < count; i++) {
    store.append(text(i));
    if (i % 500 === 0) expect(store.get(i)).toBe(text(i));
  }
  expect(store.length).toBe(count);
  for (let i = count - 1; i >= 0; i -= 7) expect(store.get(i) === text(i), `text ${i}`).toBe(true);
  store.close();
  expect(store.get(0)).toBeUndefined();
});
