import { climbAssignment } from "#domain/incidents/commands/climb-assignment.server.ts";
import { execute } from "#domain/kernel/command.server.ts";
import { db } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";

/** Units that did not accept have climbed at their times, as they would have while the portal ran. */
export async function climbUntil(incidentId: string, until: Date): Promise<void> {
  for (;;) {
    const due = await db().assignment.findFirst({
      where: { incidentId, climbAt: { lte: until }, state: { in: ["sent", "delivered", "seen"] } },
      orderBy: [{ climbAt: "asc" }, { id: "asc" }],
      select: { id: true, climbAt: true },
    });
    if (!due?.climbAt) return;
    await execute(climbAssignment, null, { assignmentId: due.id }, { commandId: newId(), now: due.climbAt });
  }
}
