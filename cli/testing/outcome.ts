/** What one stage of `npm test` came to. */
export type Outcome = {
  stage: string;
  passed: number;
  failed: number;
  /** Each skipped test or stage by name, with the reason. `lacksProgram`: this machine lacks what it needs, which on a build machine is a failure. */
  skipped: { name: string; reason: string; lacksProgram?: boolean }[];
  /** What to read about the failures; empty when there are none. */
  report: string;
  seconds: number;
};

/** One line a stage. */
export function stageLine({ stage, passed, failed, skipped, seconds }: Outcome): string {
  const verdict = failed > 0 ? "FAILED" : passed === 0 && skipped.length > 0 ? "skipped" : "ok";
  const counts = [
    `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped.length > 0 && `${skipped.length} skipped`,
  ].filter(Boolean);
  return `${stage.padEnd(11)}${verdict.padEnd(9)}${counts.join(", ").padEnd(34)}${seconds.toFixed(1)} s`;
}

/** The last lines of `npm test`: each skip by name, then the one line of counts. */
export function closingLines(outcomes: Outcome[]): string[] {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const skips = outcomes.flatMap(({ stage, skipped }) =>
    skipped.map(({ name, reason }) => `skipped  ${stage}: ${name} (${reason})`),
  );
  return [
    ...skips,
    `${sum((o) => o.passed)} passed, ${sum((o) => o.failed)} failed, ${sum((o) => o.skipped.length)} skipped`,
  ];
}
