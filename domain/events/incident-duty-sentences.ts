import type { z } from "zod";
import { posts } from "../incidents/post-machine.ts";
import { taskKinds } from "../incidents/task-kinds.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import { shiftDuties } from "../shifts/shift-duties.ts";
import type { IncidentDutyEventName, incidentDutyEvents } from "./incident-duty.ts";
import type { By } from "./incident-sentences.ts";

type Data<N extends IncidentDutyEventName> = z.infer<(typeof incidentDutyEvents)[N]>;
const cut = (text: string, max = 40) => (text.length > max ? `${text.slice(0, max)}…` : text);
const owner = (d: { unitName: string; ownerName: string | null }) =>
  d.ownerName ? `${d.ownerName} ${d.unitName}` : d.unitName;

/** One line a kind of event; spread into incidentSentences. */
export const incidentDutySentences: { [N in IncidentDutyEventName]: (data: Data<N>, by: By) => Sentence } = {
  "incidents.post.offered": (d, by) =>
    say(
      `${by.name} 请 ${d.personName} 任${posts[d.post].zh}${d.holderName ? `，接 ${d.holderName}` : ""}，待接`,
      `${by.name} asked ${d.personName} to be ${posts[d.post].en.toLowerCase()}${d.holderName ? `, after ${d.holderName}` : ""}`,
    ),
  "incidents.post.accepted": (d) =>
    say(
      `${d.personName} 接任${posts[d.post].zh}`,
      `${d.personName} accepted the post: ${posts[d.post].en.toLowerCase()}`,
    ),
  "incidents.post.declined": (d) =>
    say(
      `${d.personName} 不接任${posts[d.post].zh}：${d.reason}`,
      `${d.personName} declined the post ${posts[d.post].en.toLowerCase()}: ${d.reason}`,
    ),
  "incidents.post.withdrawn": (d, by) =>
    say(
      `${by.name} 收回 ${d.personName} 的${posts[d.post].zh}：${d.reason}`,
      `${by.name} withdrew ${posts[d.post].en.toLowerCase()} from ${d.personName}: ${d.reason}`,
    ),
  "incidents.post.handed-over": (d) =>
    say(`${posts[d.post].zh} ${d.fromName} → ${d.personName}`, `${posts[d.post].en}: ${d.fromName} → ${d.personName}`),
  "incidents.instruction.given": (d, by) =>
    say(
      `批示 ${d.no} 号 ${d.leaderName}：${d.text}（承办 ${owner(d)}${d.via === "self" ? "" : `，${by.name} 代记`}）`,
      `Instruction ${d.no} of ${d.leaderName}: ${d.text} (${owner(d)}${d.via === "self" ? "" : `, recorded by ${by.name}`})`,
    ),
  "incidents.instruction.read": (d) => say(`${d.by} 已阅批示 ${d.no} 号`, `${d.by} has read instruction ${d.no}`),
  "incidents.instruction.reported-back": (d) =>
    say(`${d.by} 回报批示 ${d.no} 号：${d.text}`, `${d.by} reported back on instruction ${d.no}: ${d.text}`),
  "incidents.instruction.settled": (d, by) =>
    say(`${by.name} 办结批示 ${d.no} 号`, `${by.name} settled instruction ${d.no}`),
  "incidents.instruction.returned": (d, by) =>
    say(`${by.name} 退回批示 ${d.no} 号再办：${d.reason}`, `${by.name} returned instruction ${d.no}: ${d.reason}`),
  "incidents.promise.made": (d, by) =>
    say(
      `${by.name} 记承诺 ${d.no}：${d.unitName} 对${d.toWhom}，${cut(d.text)}`,
      `${by.name} noted promise ${d.no}: ${d.unitName} to ${d.toWhom}, ${cut(d.text)}`,
    ),
  "incidents.promise.kept": (d, by) =>
    say(
      `${by.name} 记承诺 ${d.no} 兑现：${cut(d.text)}${d.note ? `，${d.note}` : ""}`,
      `${by.name} noted promise ${d.no} as kept: ${cut(d.text)}${d.note ? `, ${d.note}` : ""}`,
    ),
  "incidents.promise.carried-on": (d, by) =>
    say(
      `${by.name} 将承诺 ${d.no} 结转为信访事项：${d.reason}`,
      `${by.name} carried promise ${d.no} on as a case: ${d.reason}`,
    ),
  "incidents.promise.withdrawn": (d, by) =>
    say(`${by.name} 收回承诺 ${d.no}：${d.reason}`, `${by.name} withdrew promise ${d.no}: ${d.reason}`),
  "incidents.duty.handed-over": (d) =>
    say(
      `${shiftDuties[d.duty].zh} ${d.fromName} → ${d.toName}`,
      `${shiftDuties[d.duty].en}: ${d.fromName} → ${d.toName}`,
    ),
  "incidents.task.passed-on": (d) =>
    say(
      `任务「${taskKinds[d.kind].zh}」${cut(d.title)} ${d.fromName} → ${d.ownerName}`,
      `Task “${taskKinds[d.kind].en}” ${cut(d.title)}: ${d.fromName} → ${d.ownerName}`,
    ),
};
