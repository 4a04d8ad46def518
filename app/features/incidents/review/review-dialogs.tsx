import type { ReviewLesson } from "#domain/incidents/review/review.ts";
import type { ReviewUnit, ReviewView } from "#domain/incidents/review/view.ts";
import { PromiseDialog } from "../duty/promise-dialog.tsx";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import { DissentDialog, FinishDialog } from "./close-dialogs.tsx";
import { ExportReview } from "./export-review.tsx";
import { FollowUpDialog } from "./follow-up-dialog.tsx";
import { LessonDialog } from "./lesson-dialog.tsx";
import { PickDialog } from "./pick-dialog.tsx";

export type ReviewDialog =
  | { kind: "pick" | "task" | "finish" | "export" | "promise" }
  | { kind: "lesson"; lesson?: ReviewLesson }
  | { kind: "withdraw"; lesson: ReviewLesson }
  | { kind: "dissent"; unit: ReviewUnit };

/** The one dialog over the review. */
export function ReviewDialogs(props: { dialog: ReviewDialog; view: ReviewView; onClose: () => void }) {
  const { dialog, view, onClose } = props;
  switch (dialog.kind) {
    case "pick":
      return <PickDialog view={view} onClose={onClose} />;
    case "lesson":
      return <LessonDialog view={view} lesson={dialog.lesson} onClose={onClose} />;
    case "withdraw":
      return (
        <ReasonDialog
          act="withdrawLesson"
          intent="review-withdraw-lesson"
          input={{ lessonId: dialog.lesson.id }}
          name={String(dialog.lesson.no)}
          onClose={onClose}
        />
      );
    case "task":
      return <FollowUpDialog view={view} onClose={onClose} />;
    case "promise":
      return <PromiseDialog here={view.parts} onClose={onClose} />;
    case "finish":
      return <FinishDialog view={view} onClose={onClose} />;
    case "export":
      return <ExportReview view={view} onClose={onClose} />;
    case "dissent":
      return <DissentDialog unit={dialog.unit} frozen={Boolean(view.review?.finishedAt)} onClose={onClose} />;
  }
}
