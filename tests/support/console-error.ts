import { afterEach, beforeEach, expect, vi } from "vitest";

const expected: RegExp[] = [];
const seen: string[] = [];

/** Allows the console.error of this test that matches. Any other fails it. */
export function expectConsoleError(pattern: RegExp): void {
  expected.push(pattern);
}

vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => {
  seen.push(parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(" "));
});

beforeEach(() => {
  expected.length = 0;
  seen.length = 0;
});

afterEach(() => {
  const unexpected = seen.filter((text) => !expected.some((pattern) => pattern.test(text)));
  seen.length = 0;
  expect(unexpected, "unexpected console.error").toEqual([]);
});
