import { type Sentence, say } from "../kernel/sentence.ts";

/** The columns of the grid 谁在这里能做什么，到何时, by name. Which rules each asks is in grants-grid.ts. */
export const powerWords = {
  read: say("看事件", "Incidents"),
  report: say("报告", "Report"),
  post: say("记入", "Write"),
  dispatch: say("交办移动", "Dispatch"),
  phone: say("代记接受", "By phone"),
  submissions: say("看信访件", "Submissions"),
  receive: say("登记", "Register"),
  reveal: say("看遮蔽", "Reveal"),
  grant: say("授权", "Grant"),
} as const satisfies Record<string, Sentence>;
export type PowerName = keyof typeof powerWords;
export const powerNames = Object.keys(powerWords) as PowerName[];
