import { expect, test } from "vitest";
import { ABSOLUTE_MS, IDLE_MS, sessionState } from "./session.ts";

const start = new Date("2026-11-24T00:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);
const session = { lastSeenAt: start, expiresAt: after(ABSOLUTE_MS), endedAt: null, endReason: null };

test.each([
  ["at once", session, 0, "live"],
  ["a moment before half an hour", session, IDLE_MS - 1, "live"],
  ["after half an hour without an operation", session, IDLE_MS, "idle"],
  [
    "a moment before eight hours, in use",
    { ...session, lastSeenAt: after(ABSOLUTE_MS - 1000) },
    ABSOLUTE_MS - 1,
    "live",
  ],
  ["after eight hours, in use", { ...session, lastSeenAt: after(ABSOLUTE_MS - 1000) }, ABSOLUTE_MS, "expired"],
  ["ended by an administrator", { ...session, endedAt: after(10), endReason: "ended_by_admin" }, 20, "ended_by_admin"],
  ["ended, and long ago", { ...session, endedAt: after(10), endReason: "signed_out" }, ABSOLUTE_MS * 2, "signed_out"],
])("%s", (_, given, ms, state) => {
  expect(sessionState(given, after(ms))).toBe(state);
});
