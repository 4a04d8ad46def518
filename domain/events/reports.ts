import { z } from "zod";
import { addresseeClasses, reportKinds } from "../incidents/reports/report-kinds.ts";
import { Id, Iso } from "../kernel/fields.ts";

const onReport = { incidentId: Id, reportId: Id, kind: z.enum(reportKinds), no: z.int().min(1) };
const addressees = z.array(z.object({ addresseeId: Id, class: z.enum(addresseeClasses), name: z.string() }));

/** The reports that go up about an incident. Their words stand in the report, not here: who may read the room may not read these. */
export const reportEvents = {
  "incidents.report.drafted": z.object({ ...onReport, correctsId: Id.nullable() }),
  "incidents.report.dropped": z.object({ ...onReport, reason: z.string() }),
  "incidents.report.checked": z.object({ ...onReport, version: z.int() }),
  "incidents.report.frozen": z.object({ ...onReport, version: z.int(), hash: z.string(), sources: z.array(z.int()) }),
  "incidents.report.returned": z.object({ ...onReport, version: z.int() }),
  "incidents.report.signed": z.object({ ...onReport, version: z.int(), number: z.string(), hash: z.string() }),
  "incidents.report.sent": z.object({ ...onReport, number: z.string(), addressees }),
  "incidents.report.received": z.object({
    ...onReport,
    addresseeId: Id,
    class: z.enum(addresseeClasses),
    name: z.string(),
    receivedBy: z.string(),
  }),
  /** A timer ran out before its report was sent. */
  "incidents.report.overdue": z.object({
    incidentId: Id,
    kind: z.enum(reportKinds),
    addressees: z.array(z.enum(addresseeClasses)),
    dueAt: Iso,
  }),
} as const;
export type ReportEventName = keyof typeof reportEvents;
