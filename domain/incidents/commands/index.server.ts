import { reportCommands } from "../reports/commands/index.server.ts";
import { changeLevel } from "../shape/change-level.server.ts";
import { mergeIncidents } from "../shape/merge-incidents.server.ts";
import { splitIncident } from "../shape/split-incident.server.ts";
import { undoMerge } from "../shape/undo-merge.server.ts";
import { acceptAssignment, acceptByPhone } from "./accept-assignment.server.ts";
import { deliverAssignment, seeAssignment } from "./acknowledge-assignment.server.ts";
import { arriveOnSite, reportBack } from "./arrive-and-report.server.ts";
import { closeIncident } from "./close-incident.server.ts";
import { addDemand, answerDemand, beginAnswer, carryOnDemand, editDemand } from "./demands.server.ts";
import { dispatchUnits } from "./dispatch-units.server.ts";
import { editFacts } from "./edit-facts.server.ts";
import { pinEntry, postEntry, strikeEntry } from "./entries.server.ts";
import {
  giveInstruction,
  readInstruction,
  reportInstruction,
  returnInstruction,
  settleInstruction,
} from "./instructions.server.ts";
import { linkSubmissions, unlinkSubmission } from "./link-submissions.server.ts";
import { moveIncident } from "./move-incident.server.ts";
import { objectAssignment, settleObjection, withdrawAssignment } from "./object-assignment.server.ts";
import { acceptPost, declinePost, offerPost, withdrawPost } from "./posts.server.ts";
import { carryOnPromise, keepPromise, makePromise, withdrawPromise } from "./promises.server.ts";
import { recordHeadCount } from "./record-head-count.server.ts";
import { reportIncident } from "./report-incident.server.ts";
import { addRepresentative, removeRepresentative } from "./representatives.server.ts";
import { cancelTask, finishTask, giveTask, handBackTask, regiveTask, startTask } from "./tasks.server.ts";
import { verifyIncident } from "./verify-incident.server.ts";
import { readMention, visitRoom } from "./visit-room.server.ts";

/** Incidents that change their shape. */
const shapeCommands = {
  merge: mergeIncidents,
  "undo-merge": undoMerge,
  split: splitIncident,
  "change-level": changeLevel,
} as const;

/** Intent → command, for the routes of the board and the room and for the socket: one table for all. */
export const incidentCommands = {
  report: reportIncident,
  verify: verifyIncident,
  move: moveIncident,
  close: closeIncident,
  "edit-facts": editFacts,
  dispatch: dispatchUnits,
  deliver: deliverAssignment,
  see: seeAssignment,
  accept: acceptAssignment,
  "accept-by-phone": acceptByPhone,
  object: objectAssignment,
  settle: settleObjection,
  withdraw: withdrawAssignment,
  arrive: arriveOnSite,
  "report-back": reportBack,
  post: postEntry,
  strike: strikeEntry,
  pin: pinEntry,
  "head-count": recordHeadCount,
  "add-demand": addDemand,
  "edit-demand": editDemand,
  "begin-answer": beginAnswer,
  "answer-demand": answerDemand,
  "carry-on-demand": carryOnDemand,
  "add-representative": addRepresentative,
  "remove-representative": removeRepresentative,
  "give-task": giveTask,
  "regive-task": regiveTask,
  "start-task": startTask,
  "finish-task": finishTask,
  "hand-back-task": handBackTask,
  "cancel-task": cancelTask,
  "link-submissions": linkSubmissions,
  "unlink-submission": unlinkSubmission,
  "offer-post": offerPost,
  "accept-post": acceptPost,
  "decline-post": declinePost,
  "withdraw-post": withdrawPost,
  "give-instruction": giveInstruction,
  "read-instruction": readInstruction,
  "report-instruction": reportInstruction,
  "settle-instruction": settleInstruction,
  "return-instruction": returnInstruction,
  "make-promise": makePromise,
  "keep-promise": keepPromise,
  "carry-on-promise": carryOnPromise,
  "withdraw-promise": withdrawPromise,
  visit: visitRoom,
  "read-mention": readMention,
  ...reportCommands,
  ...shapeCommands,
} as const;
export type IncidentIntent = keyof typeof incidentCommands;
