import { say } from "../kernel/sentence.ts";

/** The closed list of design 8.3. There is none for stopping or bringing back a petitioner. */
export const taskKinds = {
  attend: say("到场", "Attend"),
  receive: say("接谈", "Receive"),
  interpret: say("翻译", "Interpret"),
  medical: say("医护", "Medical"),
  legal_aid: say("法律援助", "Legal aid"),
  crowd_safety: say("人群安全", "Crowd safety"),
  venue: say("场地", "Venue"),
  record: say("记录", "Record"),
  answer_demand: say("答复诉求", "Answer a demand"),
  follow_up: say("跟进", "Follow up"),
} as const;
export type TaskKind = keyof typeof taskKinds;
export const taskKindNames = [
  "attend",
  "receive",
  "interpret",
  "medical",
  "legal_aid",
  "crowd_safety",
  "venue",
  "record",
  "answer_demand",
  "follow_up",
] as const satisfies readonly TaskKind[];
