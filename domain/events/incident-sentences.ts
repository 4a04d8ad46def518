import type { z } from "zod";
import { levels } from "../incidents/levels.ts";
import { type Phase, phaseNames } from "../incidents/phase-machine.ts";
import { taskKinds } from "../incidents/task-kinds.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import { escalationSentences } from "./escalation-sentences.ts";
import { incidentDutySentences } from "./incident-duty-sentences.ts";
import type { IncidentEventName, incidentEvents } from "./incidents.ts";
import { reportSentences } from "./report-sentences.ts";
import { reviewSentences } from "./review-sentences.ts";
import { shapeSentences } from "./shape-sentences.ts";

type Data<N extends IncidentEventName> = z.infer<(typeof incidentEvents)[N]>;
/** Who acted and for which unit, as the line shows him; "系统" for the portal itself. */
export type By = { name: string; unitName: string };

const roles = {
  lead: say("牵头", "lead"),
  support: say("配合", "support"),
  supervise: say("督办", "supervise"),
} as const;
const p = (phase: Phase) => phaseNames[phase];
const list = (names: string[], separator: string) => names.join(separator);
const cut = (text: string, max = 40) => (text.length > max ? `${text.slice(0, max)}…` : text);

/** One line a kind of event, for the timeline, the card's last entry, the inbox and the audit log. */
export const incidentSentences: { [N in IncidentEventName]: (data: Data<N>, by: By) => Sentence } = {
  ...incidentDutySentences,
  "incidents.reported": (d, by) =>
    say(
      `${by.name} 报告事件${d.links.length ? `，关联信访件 ${d.links.length} 件` : ""}`,
      `${by.name} reported the incident${d.links.length ? ` from ${d.links.length} submissions` : ""}`,
    ),
  "incidents.verified": (d, by) => say(`${by.name} 核实：${d.note}`, `${by.name} verified: ${d.note}`),
  "incidents.moved": (d, by) =>
    d.back
      ? say(
          `${by.name} 退回「${p(d.to).zh}」：${d.reason ?? ""}`,
          `${by.name} moved back to “${p(d.to).en}”: ${d.reason ?? ""}`,
        )
      : say(
          `${by.name} 移至「${p(d.to).zh}」${d.unverified ? "，先行调度，核实同时进行" : ""}`,
          `${by.name} moved to “${p(d.to).en}”${d.unverified ? ", ahead of verification" : ""}`,
        ),
  "incidents.closed": (d, by) => say(`${by.name} 办结：${d.outcome}`, `${by.name} closed: ${d.outcome}`),
  "incidents.reopened": (d, by) => say(`${by.name} 重新打开：${d.reason}`, `${by.name} reopened: ${d.reason}`),
  "incidents.facts.edited": (d, by) => {
    const zh = [
      d.title !== undefined && `标题「${d.title}」`,
      d.level !== undefined && `等级 ${levels[d.level as 1 | 2 | 3 | 4].name.zh}`,
      d.place !== undefined && `地点「${d.place}」`,
      d.cause !== undefined && "起因",
    ].filter(Boolean);
    const en = [
      d.title !== undefined && `title “${d.title}”`,
      d.level !== undefined && levels[d.level as 1 | 2 | 3 | 4].name.en,
      d.place !== undefined && `place “${d.place}”`,
      d.cause !== undefined && "cause",
    ].filter(Boolean);
    return say(
      `${by.name} 修改 ${zh.join("、")}${d.reason ? `：${d.reason}` : ""}`,
      `${by.name} changed ${en.join(", ")}${d.reason ? `: ${d.reason}` : ""}`,
    );
  },
  "incidents.units.dispatched": (d, by) =>
    say(
      `${by.name} 交办 ${list(
        d.units.map((u) => `${u.unitName}（${roles[u.role].zh}）`),
        "、",
      )}`,
      `${by.name} dispatched ${list(
        d.units.map((u) => `${u.unitName} (${roles[u.role].en})`),
        ", ",
      )}`,
    ),
  "incidents.assignment.delivered": (d) =>
    say(`送达 ${d.unitName} ${d.liaison}`, `Delivered to ${d.unitName}, ${d.liaison}`),
  "incidents.assignment.seen": (d) => say(`${d.unitName} ${d.liaison} 已阅`, `Seen by ${d.unitName}, ${d.liaison}`),
  "incidents.assignment.accepted": (d, by) =>
    d.via === "phone"
      ? say(
          `${d.unitName} ${d.acceptedBy} 电话接受，${by.name} 代记`,
          `${d.unitName} accepted by telephone (${d.acceptedBy}), recorded by ${by.name}`,
        )
      : say(`${d.unitName} 接受`, `${d.unitName} accepted`),
  "incidents.assignment.objected": (d) =>
    say(`${d.unitName} 提出异议：${d.reason}`, `${d.unitName} objected: ${d.reason}`),
  "incidents.assignment.settled": (d, by) =>
    d.decision === "uphold"
      ? say(
          `${by.name} 维持交办 ${d.unitName}：${d.reason}`,
          `${by.name} upheld the assignment of ${d.unitName}: ${d.reason}`,
        )
      : say(
          `${by.name} 同意 ${d.unitName} 的异议，收回交办：${d.reason}`,
          `${by.name} agreed with ${d.unitName}'s objection: ${d.reason}`,
        ),
  "incidents.assignment.arrived": (d) => say(`${d.unitName} 到场`, `${d.unitName} arrived`),
  "incidents.assignment.reported": (d) =>
    say(`${d.unitName} 反馈：${d.text}`, `${d.unitName} reported back: ${d.text}`),
  "incidents.assignment.withdrawn": (d, by) =>
    say(`${by.name} 撤回交办 ${d.unitName}：${d.reason}`, `${by.name} withdrew ${d.unitName}: ${d.reason}`),
  "incidents.entry.posted": (d, by) =>
    say(
      `${by.name}：${d.text || d.attachments.map((a) => a.name).join("、")}`,
      `${by.name}: ${d.text || d.attachments.map((a) => a.name).join(", ")}`,
    ),
  "incidents.entry.struck": (d, by) =>
    say(`${by.name} 划销 #${d.struckSeq}：${d.reason}`, `${by.name} struck #${d.struckSeq}: ${d.reason}`),
  "incidents.entry.pinned": (d, by) =>
    d.pinnedSeq === null
      ? say(`${by.name} 取消置顶`, `${by.name} unpinned`)
      : say(`${by.name} 置顶 #${d.pinnedSeq}`, `${by.name} pinned #${d.pinnedSeq}`),
  "incidents.head-count.recorded": (d) => {
    const change =
      d.before === null || d.before === d.count
        ? ""
        : d.count > d.before
          ? `，较前增加 ${d.count - d.before} 人`
          : `，较前减少 ${d.before - d.count} 人`;
    return say(
      `${d.observer} 清点${d.place ?? "现场"} ${d.count} 人${change}`,
      `${d.observer} counted ${d.count} people ${d.place ? `at ${d.place}` : "on site"}${d.before === null ? "" : ` (${d.before} before)`}`,
    );
  },
  "incidents.demand.added": (d, by) =>
    say(
      `${by.name} 登记诉求 ${d.no}：${cut(d.text)}，由 ${d.unitName} 答复`,
      `${by.name} added demand ${d.no}: ${cut(d.text)} (${d.unitName} answers)`,
    ),
  "incidents.demand.edited": (d, by) =>
    say(`${by.name} 修改诉求 ${d.no}：${cut(d.text)}`, `${by.name} edited demand ${d.no}: ${cut(d.text)}`),
  "incidents.demand.answering": (d, by) =>
    say(`${by.name} 开始答复诉求 ${d.no}`, `${by.name} is answering demand ${d.no}`),
  "incidents.demand.answered": (d) =>
    say(`${d.unitName} 答复诉求 ${d.no}：${d.answer}`, `${d.unitName} answered demand ${d.no}: ${d.answer}`),
  "incidents.demand.carried-on": (d, by) =>
    say(
      `${by.name} 将诉求 ${d.no} 结转为信访事项：${d.reason}`,
      `${by.name} carried demand ${d.no} on as a case: ${d.reason}`,
    ),
  "incidents.representative.added": (d, by) =>
    say(`${by.name} 登记代表 ${d.name}（${d.matter}）`, `${by.name} registered representative ${d.name} (${d.matter})`),
  "incidents.representative.removed": (d, by) =>
    say(`${by.name} 取消代表 ${d.name}：${d.reason}`, `${by.name} removed representative ${d.name}: ${d.reason}`),
  "incidents.task.given": (d, by) =>
    say(
      `${by.name} 派任务「${taskKinds[d.kind].zh}」${cut(d.title)} → ${d.unitName}${d.ownerName ? ` ${d.ownerName}` : ""}`,
      `${by.name} gave task “${taskKinds[d.kind].en}” ${cut(d.title)} → ${d.unitName}${d.ownerName ? ` ${d.ownerName}` : ""}`,
    ),
  "incidents.task.started": (d, by) =>
    say(
      `${by.name} 开始任务「${taskKinds[d.kind].zh}」${cut(d.title)}`,
      `${by.name} started task “${taskKinds[d.kind].en}” ${cut(d.title)}`,
    ),
  "incidents.task.finished": (d, by) =>
    say(
      `${by.name} 完成任务「${taskKinds[d.kind].zh}」${cut(d.title)}${d.note ? `：${d.note}` : ""}`,
      `${by.name} finished task “${taskKinds[d.kind].en}” ${cut(d.title)}${d.note ? `: ${d.note}` : ""}`,
    ),
  "incidents.task.handed-back": (d, by) =>
    say(
      `${by.name} 退回任务「${taskKinds[d.kind].zh}」${cut(d.title)}：${d.reason}`,
      `${by.name} handed back “${taskKinds[d.kind].en}” ${cut(d.title)}: ${d.reason}`,
    ),
  "incidents.task.cancelled": (d, by) =>
    say(
      `${by.name} 取消任务「${taskKinds[d.kind].zh}」${cut(d.title)}：${d.reason}`,
      `${by.name} cancelled “${taskKinds[d.kind].en}” ${cut(d.title)}: ${d.reason}`,
    ),
  "incidents.submissions.linked": (d, by) =>
    say(
      `${by.name} 关联信访件 ${d.links.length} 件${d.reason ? `：${d.reason}` : ""}`,
      `${by.name} linked ${d.links.length} submissions${d.reason ? `: ${d.reason}` : ""}`,
    ),
  "incidents.submission.unlinked": (d, by) =>
    say(`${by.name} 解除关联 ${d.number}：${d.reason}`, `${by.name} unlinked ${d.number}: ${d.reason}`),
  ...reviewSentences,
  ...reportSentences,
  ...escalationSentences,
  ...shapeSentences,
};
