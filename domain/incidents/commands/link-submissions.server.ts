import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { lockFor, lockIncident, noteEntry } from "../incident.server.ts";
import { LinkSubmissionsInput, UnlinkSubmissionInput } from "../inputs.ts";
import { countLinks, linkSubmissionRows } from "../links.server.ts";

/** Links more submissions to an incident, with the reason why they belong to it; those already linked are left out. */
export const linkSubmissions = command(
  "incidents.submissions.link",
  LinkSubmissionsInput,
  async ({ tx, actor, input, now }) => {
    const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.submissions.link");
    const links = await linkSubmissionRows(tx, actor, incident.id, input.submissionIds, "added", now);
    if (links.length === 0) return { linked: 0 };
    const entry = await record(tx, "incidents.submissions.linked", incident.id, {
      incidentId: incident.id,
      links,
      reason: input.reason,
    });
    await noteEntry(tx, incident, entry);
    return { linked: links.length };
  },
);

/** Ends a link with a reason. The submission itself stays untouched; it can be linked again. */
export const unlinkSubmission = command(
  "incidents.submission.unlink",
  UnlinkSubmissionInput,
  async ({ tx, actor, input, now }) => {
    const link = await tx.incidentLink.findUnique({ where: { id: input.linkId } });
    if (link?.targetKind !== "submission") throw notFound();
    const incident = await lockIncident(tx, actor, link.incidentId, now);
    permit(incidentRules["incidents.submission.unlink"](actor, incident, now));
    const { count } = await tx.incidentLink.updateMany({
      where: { id: link.id, unlinkedAt: null },
      data: { unlinkedAt: now, unlinkedById: actor.personId, unlinkReason: input.reason },
    });
    if (count === 0) throw new Refusal("wrong_state", say("这条关联已解除。", "This link was ended before."));
    await countLinks(tx, incident.id, [link.targetId], -1);
    const submission = await tx.submission.findUniqueOrThrow({
      where: { id: link.targetId },
      select: { number: true, title: true },
    });
    const entry = await record(tx, "incidents.submission.unlinked", incident.id, {
      incidentId: incident.id,
      linkId: link.id,
      submissionId: link.targetId,
      number: submission.number,
      title: submission.title,
      reason: input.reason,
    });
    await noteEntry(tx, incident, entry);
    return { linkId: link.id };
  },
);
