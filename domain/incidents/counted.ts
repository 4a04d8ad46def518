/**
 * The one filter of every statistic: an exercise (演练) is worked like a real incident and never counted as one. Whatever counts incidents,
 * or anything that hangs on them, for figures goes through this; tests/drills.test.ts looks for counts that do not.
 */
export const isCounted = (incident: { drill: boolean }): boolean => !incident.drill;
/** The same over `incident i`, for SQL. */
export const COUNTED = "not i.drill";
/** The same for Prisma's where. */
export const countedIncidents = { drill: false } as const;
