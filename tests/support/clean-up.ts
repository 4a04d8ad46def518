import { afterAll } from "vitest";

const duties: (() => Promise<unknown>)[] = [];

/** Ends something at the end of the test file, in reverse order; may be called anywhere in it. One that fails does not keep the others from ending, and fails the file. */
export function atEndOfFile(end: () => Promise<unknown>): void {
  duties.push(end);
}

// Registered while the file is being read: inside a test, afterAll would never be called.
afterAll(async () => {
  const failures: unknown[] = [];
  for (const end of duties.splice(0).reverse()) await end().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
});
