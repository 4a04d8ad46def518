import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { cx } from "../../../ui/class-names.ts";
import { DrillScope, drillFrame } from "../../../ui/drill.tsx";
import { LostRoom } from "../room/lost-room.tsx";
import { ActingContext } from "../room/room-context.ts";
import { CourseColumn } from "./course-column.tsx";
import { DemandAnswers } from "./demand-answers.tsx";
import { FollowUps } from "./follow-ups.tsx";
import { Lessons } from "./lessons.tsx";
import { MeasuredTable } from "./measured-table.tsx";
import { NotYet } from "./not-yet.tsx";
import { Promises } from "./promises.tsx";
import { ReviewBar } from "./review-bar.tsx";
import { type ReviewDialog, ReviewDialogs } from "./review-dialogs.tsx";
import { ReviewHead } from "./review-head.tsx";
import { UnitsWord } from "./units-word.tsx";
import { useReview } from "./use-review.ts";
import "./review-print.css";

/** What every part of the page is given. `ask` opens a dialog; `draft` says whether the reader may edit now. */
export type ReviewPart = { view: ReviewView; draft: boolean; ask: (dialog: ReviewDialog) => void };

/** 复盘: what happened when, who answered how soon, what was promised and asked, what was learnt and what is still to be done. */
export function ReviewPage({ loaded }: { loaded: ReviewView }) {
  const { t } = useTranslation("review");
  const { view, acting, lost } = useReview(loaded);
  const [dialog, setDialog] = useState<ReviewDialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  if (lost) return <LostRoom personId={acting.me.personId} incidentId={acting.incidentId} />;
  const { review, facts } = view;
  const part: ReviewPart = {
    view,
    draft: review !== null && review.finishedAt === null && view.can["incidents.review.lesson.add"] === true,
    ask: setDialog,
  };
  const column = "min-h-0 overflow-y-auto bg-surface narrow:overflow-visible phone:overflow-visible";
  return (
    <ActingContext.Provider value={acting}>
      <DrillScope on={facts.drill}>
        <div
          data-review
          className={cx(
            "flex h-full min-h-0 flex-col bg-surface phone:block phone:h-auto print:block print:h-auto",
            drillFrame(facts.drill),
          )}
        >
          <ReviewHead {...part} />
          <ReviewBar view={view} />
          {review ? (
            <div
              data-scroll
              className="grid min-h-0 flex-1 grid-cols-[minmax(0,30fr)_minmax(0,41fr)_minmax(0,29fr)] narrow:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] narrow:overflow-y-auto phone:block phone:pb-20 print:block"
            >
              <section aria-label={t("course.title")} data-scroll className={cx(column, "border-r border-line")}>
                <CourseColumn {...part} />
              </section>
              <div data-scroll className={cx(column, "border-r border-line narrow:border-r-0")}>
                <MeasuredTable {...part} />
                <Promises {...part} />
                <DemandAnswers {...part} />
              </div>
              <div data-scroll className={cx(column, "narrow:col-span-2 narrow:border-t narrow:border-line")}>
                <Lessons {...part} />
                <FollowUps {...part} />
                <UnitsWord {...part} />
              </div>
            </div>
          ) : (
            <NotYet view={view} />
          )}
          {dialog ? <ReviewDialogs dialog={dialog} view={view} onClose={close} /> : null}
        </div>
      </DrillScope>
    </ActingContext.Provider>
  );
}
