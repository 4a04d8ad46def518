/** Tables that belong to incidents: a count over any of them may become a statistic. */
const tables = [
  "incident",
  "assignment",
  "demand",
  "incident_task",
  "head_count",
  "instruction",
  "incident_promise",
  "upward_report",
];
const models = "incident|assignment|demand|incidentTask|headCount|instruction|incidentPromise";
const sqlOver = new RegExp(`\\b(?:from|join)\\s+(?:${tables.join("|")})\\b`, "i");
const sqlCount = /\b(?:count|sum|avg|percentile_(?:cont|disc))\s*\(/i;
const prismaCount = new RegExp(`\\.(?:${models})\\s*\\.\\s*(?:count|aggregate|groupBy)\\s*\\(`);
const filtered = /\b(?:COUNTED|countedIncidents|isCounted)\b/;

/** Why a source counts something of incidents without the filter of domain/incidents/counted.ts; null where it does not. */
export function uncountedDrills(source: string): string | null {
  const bare = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const counts = prismaCount.test(bare) || (sqlCount.test(bare) && sqlOver.test(bare));
  return counts && !filtered.test(bare) ? "counts rows of incidents without domain/incidents/counted.ts" : null;
}
