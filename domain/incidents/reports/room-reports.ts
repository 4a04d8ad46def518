import type { AddresseeClass, ReportKind } from "./report-kinds.ts";
import type { ReportState } from "./report-machine.ts";

/** A report as the room shows it: that it is there, how far it is, and when each addressee had it. Its words are on its own page. */
export type RoomReport = {
  id: string;
  kind: ReportKind;
  no: number;
  correctsId: string | null;
  state: ReportState;
  version: number;
  number: string | null;
  draftedAt: string;
  draftedBy: string;
  signedBy: string | null;
  sentAt: string | null;
  addressees: RoomAddressee[];
};
/** Known once the report is sent. */
export type RoomAddressee = {
  id: string;
  class: AddresseeClass;
  name: string;
  receivedAt: string | null;
  receivedBy: string | null;
};
