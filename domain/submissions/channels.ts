import { say } from "../kernel/sentence.ts";

/** The five forms of Art. 17. */
export const channels = {
  letter: say("来信", "Letter"),
  visit: say("来访", "Visit"),
  call: say("来电", "Call"),
  fax: say("传真", "Fax"),
  web: say("网信", "Web"),
} as const;
export type SubmissionChannel = keyof typeof channels;
export const submissionChannels = [
  "letter",
  "visit",
  "call",
  "fax",
  "web",
] as const satisfies readonly SubmissionChannel[];
