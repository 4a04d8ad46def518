import { ZONE } from "../kernel/clock.ts";

/** 升级: a unit that has not accepted by its time climbs to its head, then, after the same time again, to the convener; once each. */
export const climbSteps = ["head", "convener"] as const;
export type ClimbStep = (typeof climbSteps)[number];

/** One step as the room shows it. Times ISO 8601. */
export type RoomClimb = { step: ClimbStep; dueAt: string; firedAt: string; to: ClimbedTo[] };
export type ClimbedTo = { personId: string; name: string; title: string | null };

/** The times of one assignment, in milliseconds. `from`: when its time to accept began. */
export type AcceptTime = { from: number; acceptBy: number };

/** The step after this one; null after the last. */
export const stepAfter = (step: ClimbStep | null): ClimbStep | null =>
  step === null ? "head" : step === "head" ? "convener" : null;

/**
 * When a unit that has climbed to `step` climbs further: the same time again after its time to accept. Where that has passed too
 * (nothing ran meanwhile), whoever has just been told still gets that time in full, from `firedAt`. Null after the last step.
 */
export function climbsNextAt({ from, acceptBy }: AcceptTime, step: ClimbStep, firedAt: number): number | null {
  if (stepAfter(step) === null) return null;
  const again = acceptBy - from;
  return acceptBy + again > firedAt ? acceptBy + again : firedAt + again;
}

/** A climb so much after its time says both times. */
const LATE_MS = 5000;
export const wasLate = ({ dueAt, firedAt }: { dueAt: string; firedAt: string }): boolean =>
  Date.parse(firedAt) - Date.parse(dueAt) >= LATE_MS;

/** `14:27` or `14:27:05` in the portal's zone, for sentences. */
export const clockTime = (at: string, to: "minute" | "second"): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, timeStyle: to === "second" ? "medium" : "short" }).format(
    new Date(at),
  );
