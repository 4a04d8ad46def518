import type { Tx } from "../../kernel/db.server.ts";

/** The units whose word on the review counts: those that had a part to the end, in order of dispatch, each once. */
export async function unitsOfReview(
  tx: Tx,
  incidentId: string,
): Promise<{ unitId: string; unitName: string; unitPath: string }[]> {
  const rows = await tx.assignment.findMany({
    where: { incidentId, state: { notIn: ["returned", "withdrawn"] } },
    select: { unitId: true, unitName: true, unitPath: true },
    orderBy: [{ sentAt: "asc" }, { id: "asc" }],
  });
  return rows.filter((row, index) => rows.findIndex((other) => other.unitId === row.unitId) === index);
}
