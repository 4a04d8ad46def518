import type { z } from "zod";
import { clockTime, wasLate } from "../incidents/climb.ts";
import { say } from "../kernel/sentence.ts";
import type { escalationEvents } from "./escalation.ts";

type Climbed = z.infer<(typeof escalationEvents)["incidents.assignment.climbed"]>;

const duty = { head: say("单位负责人", "the unit head"), convener: say("召集人", "the convener") };

/** Both times are said where they differ: when it had to climb, and when it did. */
const late = (d: Climbed) =>
  wasLate(d)
    ? say(
        `，应于 ${clockTime(d.dueAt, "second")} 升级，实际 ${clockTime(d.firedAt, "second")}`,
        `, due ${clockTime(d.dueAt, "second")}, done ${clockTime(d.firedAt, "second")}`,
      )
    : say("", "");

export const escalationSentences = {
  "incidents.assignment.climbed": (d: Climbed) => {
    const { zh, en } = late(d);
    const to = duty[d.step];
    const names = d.to.map(({ name }) => name);
    const unaccepted = say(
      d.step === "head" ? `${d.unitName} ${d.minutes} 分钟未接受` : `${d.unitName} 仍未接受`,
      d.step === "head"
        ? `${d.unitName} did not accept within ${d.minutes} min`
        : `${d.unitName} has still not accepted`,
    );
    return names.length > 0
      ? say(
          `${unaccepted.zh}，已升级至${to.zh} ${names.join("、")}${zh}`,
          `${unaccepted.en}; climbed to ${to.en}, ${names.join(", ")}${en}`,
        )
      : say(
          `${unaccepted.zh}，${d.step === "head" ? "该单位无在任负责人，继续升级" : "本地区无在任召集人，请协调员处理"}${zh}`,
          `${unaccepted.en}; ${d.step === "head" ? "nobody holds the duty of head there, it climbs on" : "nobody is convener of this territory: coordinators, see to it"}${en}`,
        );
  },
} as const;
