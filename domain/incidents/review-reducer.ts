import type { RecordedEvent } from "../events/recorded.ts";
import type { ReviewEventName } from "../events/review.ts";
import type { ReviewLesson, RoomReview } from "./review/review.ts";
import type { RoomState } from "./room.ts";

type Apply<N extends ReviewEventName> = (room: RoomState, event: RecordedEvent<N>) => Partial<RoomState>;

const review = (room: RoomState, change: (review: RoomReview) => Partial<RoomReview>): Partial<RoomState> =>
  room.review ? { review: { ...room.review, ...change(room.review) } } : {};
const lessons = (id: string, change: Partial<ReviewLesson>) => (held: RoomReview) => ({
  lessons: held.lessons.map((lesson) => (lesson.id === id ? { ...lesson, ...change } : lesson)),
});
const byNumber = (a: number, b: number) => a - b;

/** What the kind, its template and the review make of the room. */
export const reviewTable: { [N in ReviewEventName]: Apply<N> } = {
  "incidents.kind.chosen": (_, { data: { templateId, kind } }) => ({
    kind: { templateId, kind, templateVersion: null },
  }),
  "incidents.template.applied": (_, { data: { templateId, kind, templateVersion } }) => ({
    kind: { templateId, kind, templateVersion },
  }),
  "incidents.review.opened": (_, { data: { picked }, recordedAt }) => ({
    review: {
      openedAt: recordedAt,
      picked,
      lessons: [],
      readings: [],
      dissents: [],
      finishedAt: null,
      finishedBy: null,
      unread: [],
    },
  }),
  "incidents.review.picked": (room, { data: { added, removed } }) =>
    review(room, (held) => ({
      picked: [...held.picked.filter((seq) => !removed.includes(seq)), ...added].sort(byNumber),
    })),
  "incidents.review.lesson.added": (room, { data: { lessonId, no, text, sources }, actor, recordedAt }) =>
    review(room, (held) => ({
      lessons: [
        ...held.lessons,
        {
          id: lessonId,
          no,
          text,
          sources,
          by: actor?.name ?? "",
          byUnit: actor?.unitName ?? "",
          at: recordedAt,
          version: 1,
        },
      ],
    })),
  "incidents.review.lesson.edited": (room, { data: { lessonId, text, sources, version } }) =>
    review(room, lessons(lessonId, { text, sources, version })),
  "incidents.review.lesson.withdrawn": (room, { data: { lessonId } }) =>
    review(room, (held) => ({ lessons: held.lessons.filter((lesson) => lesson.id !== lessonId) })),
  "incidents.review.seen": (room, { data: { unitId, unitName }, actor, recordedAt }) =>
    review(room, (held) => ({
      readings: [...held.readings, { unitId, unitName, by: actor?.name ?? "", at: recordedAt }],
    })),
  "incidents.review.dissented": (room, { data: { dissentId, unitId, unitName, text }, actor, recordedAt }) =>
    review(room, (held) => ({
      dissents: [...held.dissents, { id: dissentId, unitId, unitName, by: actor?.name ?? "", text, at: recordedAt }],
    })),
  "incidents.review.finished": (room, { data: { unread }, actor, recordedAt }) =>
    review(room, () => ({ finishedAt: recordedAt, finishedBy: actor?.name ?? "", unread })),
};
