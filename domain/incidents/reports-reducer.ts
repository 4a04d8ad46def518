import type { RecordedEvent } from "../events/recorded.ts";
import type { ReportEventName } from "../events/reports.ts";
import { timersAfter } from "./reports/report-timers.ts";
import type { RoomReport } from "./reports/room-reports.ts";
import type { RoomState } from "./room.ts";

type Apply<N extends ReportEventName> = (room: RoomState, event: RecordedEvent<N>) => Partial<RoomState>;

const report = (room: RoomState, id: string, change: (report: RoomReport) => Partial<RoomReport>) => ({
  reports: room.reports.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
});

/** What an event of the incident itself starts or turns of what is owed. */
export const owed = (room: RoomState, does: "dispatched" | "closed" | "reopened", { recordedAt }: RecordedEvent) => ({
  reportTimers: timersAfter(room.reportTimers, { does, at: recordedAt }),
});

/** What each event of reports makes of the room. */
export const reportTable: { [N in ReportEventName]: Apply<N> } = {
  "incidents.report.drafted": (room, { data, recordedAt, actor }) => ({
    reports: [
      ...room.reports,
      {
        id: data.reportId,
        kind: data.kind,
        no: data.no,
        correctsId: data.correctsId,
        state: "draft",
        version: 1,
        number: null,
        draftedAt: recordedAt,
        draftedBy: actor?.name ?? "",
        signedBy: null,
        sentAt: null,
        addressees: [],
      },
    ],
  }),
  "incidents.report.dropped": (room, { data }) => report(room, data.reportId, () => ({ state: "dropped" })),
  "incidents.report.checked": (room, { data }) => report(room, data.reportId, () => ({ state: "checked" })),
  "incidents.report.frozen": (room, { data }) => report(room, data.reportId, () => ({ state: "frozen" })),
  "incidents.report.returned": (room, { data }) =>
    report(room, data.reportId, () => ({ state: "draft", version: data.version })),
  "incidents.report.signed": (room, { data, actor }) =>
    report(room, data.reportId, () => ({ state: "signed", number: data.number, signedBy: actor?.name ?? "" })),
  "incidents.report.sent": (room, { data, recordedAt }) => ({
    ...report(room, data.reportId, () => ({
      state: "sent",
      sentAt: recordedAt,
      addressees: data.addressees.map(({ addresseeId, ...one }) => ({
        id: addresseeId,
        ...one,
        receivedAt: null,
        receivedBy: null,
      })),
    })),
    reportTimers: timersAfter(room.reportTimers, {
      does: "sent",
      at: recordedAt,
      kind: data.kind,
      addressees: data.addressees.map((one) => one.class),
    }),
  }),
  "incidents.report.received": (room, { data, eventTime }) =>
    report(room, data.reportId, (one) => ({
      addressees: one.addressees.map((addressee) =>
        addressee.id === data.addresseeId
          ? { ...addressee, receivedAt: eventTime, receivedBy: data.receivedBy }
          : addressee,
      ),
    })),
  "incidents.report.overdue": () => ({}),
};
