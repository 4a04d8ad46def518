import {
  addLesson,
  editLesson,
  finishReview,
  giveFollowUp,
  pickEntries,
  withdrawLesson,
} from "./edit-review.server.ts";
import { dissentFromReview, seeReview } from "./read-review.server.ts";

/** Intent → command, for the page of the review. */
export const reviewCommands = {
  "review-pick": pickEntries,
  "review-add-lesson": addLesson,
  "review-edit-lesson": editLesson,
  "review-withdraw-lesson": withdrawLesson,
  "review-give-task": giveFollowUp,
  "review-finish": finishReview,
  "review-see": seeReview,
  "review-dissent": dissentFromReview,
} as const;
export type ReviewIntent = keyof typeof reviewCommands;
