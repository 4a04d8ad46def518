import type { Tx } from "../../kernel/db.server.ts";
import type { RoomKind, RoomReview } from "./review.ts";

/** Kind and review of an incident, read from their rows: the same that the reducer makes of the events. */
export async function reviewRows(
  tx: Tx,
  incidentId: string,
): Promise<{ kind: RoomKind | null; review: RoomReview | null }> {
  const kind = await tx.incidentKind.findUnique({
    where: { incidentId },
    select: { templateId: true, kind: true, templateVersion: true },
  });
  const row = await tx.incidentReview.findUnique({ where: { incidentId } });
  if (!row) return { kind, review: null };
  const lessons = await tx.reviewLesson.findMany({ where: { incidentId, withdrawnAt: null }, orderBy: { no: "asc" } });
  const readings = await tx.reviewReading.findMany({
    where: { incidentId },
    orderBy: [{ at: "asc" }, { unitId: "asc" }],
  });
  const dissents = await tx.reviewDissent.findMany({ where: { incidentId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return {
    kind,
    review: {
      openedAt: row.openedAt.toISOString(),
      picked: row.picked,
      lessons: lessons.map((lesson) => ({
        id: lesson.id,
        no: lesson.no,
        text: lesson.text,
        sources: lesson.sources,
        by: lesson.byName,
        byUnit: lesson.byUnit,
        at: lesson.addedAt.toISOString(),
        version: lesson.version,
      })),
      readings: readings.map(({ unitId, unitName, byName, at }) => ({
        unitId,
        unitName,
        by: byName,
        at: at.toISOString(),
      })),
      dissents: dissents.map(({ id, unitId, unitName, byName, text, at }) => ({
        ...{ id, unitId, unitName, text },
        by: byName,
        at: at.toISOString(),
      })),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      finishedBy: row.finishedBy,
      unread: row.unread,
    },
  };
}
