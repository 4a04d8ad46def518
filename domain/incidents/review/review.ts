/** The after-action review as events make it. Times ISO 8601. */
export type ReviewLesson = {
  id: string;
  no: number;
  text: string;
  /** Numbers of the entries it comes from. */
  sources: number[];
  by: string;
  byUnit: string;
  at: string;
  version: number;
};
export type ReviewReading = { unitId: string; unitName: string; by: string; at: string };
export type ReviewDissent = { id: string; unitId: string; unitName: string; by: string; text: string; at: string };
export type RoomReview = {
  openedAt: string;
  /** Numbers of the entries that tell the course of the incident, ascending. */
  picked: number[];
  lessons: ReviewLesson[];
  /** In order of reading. */
  readings: ReviewReading[];
  dissents: ReviewDissent[];
  /** 定稿: from then on nothing but readings, dissents and the state of tasks changes. */
  finishedAt: string | null;
  finishedBy: string | null;
  /** Units that had not read it when it was frozen. */
  unread: string[];
};

/** The kind of an incident; `templateVersion` null until its template was applied. */
export type RoomKind = { templateId: string; kind: string; templateVersion: number | null };
