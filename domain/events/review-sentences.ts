import type { z } from "zod";
import { type Sentence, say } from "../kernel/sentence.ts";
import type { By } from "./incident-sentences.ts";
import type { ReviewEventName, reviewEvents } from "./review.ts";

type Data<N extends ReviewEventName> = z.infer<(typeof reviewEvents)[N]>;
const cut = (text: string, max = 40) => (text.length > max ? `${text.slice(0, max)}…` : text);

export const reviewSentences: { [N in ReviewEventName]: (data: Data<N>, by: By) => Sentence } = {
  "incidents.kind.chosen": (d, by) => say(`${by.name} 定为「${d.kind}」类`, `${by.name} set the kind to “${d.kind}”`),
  "incidents.template.applied": (d, by) =>
    say(
      `${by.name} 按「${d.kind}」模板第 ${d.templateVersion} 版加入：单位 ${d.units}、任务 ${d.tasks}、诉求 ${d.demands}`,
      `${by.name} applied template “${d.kind}”, version ${d.templateVersion}: units ${d.units}, tasks ${d.tasks}, demands ${d.demands}`,
    ),
  "incidents.review.opened": (_, by) => say(`${by.name} 开始复盘`, `${by.name} opened the review`),
  "incidents.review.picked": (d, by) =>
    say(
      `${by.name} 增减复盘经过：加 ${d.added.length} 条，减 ${d.removed.length} 条`,
      `${by.name} changed the course of the review: ${d.added.length} added, ${d.removed.length} taken out`,
    ),
  "incidents.review.lesson.added": (d, by) =>
    say(`${by.name} 写下得失 ${d.no}：${cut(d.text)}`, `${by.name} wrote lesson ${d.no}: ${cut(d.text)}`),
  "incidents.review.lesson.edited": (d, by) =>
    say(`${by.name} 修改得失 ${d.no}：${cut(d.text)}`, `${by.name} edited lesson ${d.no}: ${cut(d.text)}`),
  "incidents.review.lesson.withdrawn": (d, by) =>
    say(`${by.name} 撤下得失 ${d.no}：${d.reason}`, `${by.name} withdrew lesson ${d.no}: ${d.reason}`),
  "incidents.review.seen": (d, by) =>
    say(`${d.unitName} ${by.name} 看过复盘`, `${d.unitName}, ${by.name}, has read the review`),
  "incidents.review.dissented": (d) =>
    say(`${d.unitName} 对复盘有不同意见：${cut(d.text)}`, `${d.unitName} dissents from the review: ${cut(d.text)}`),
  "incidents.review.finished": (d, by) =>
    say(
      `${by.name} 复盘定稿${d.unread.length ? `，定稿时未看：${d.unread.join("、")}` : ""}`,
      `${by.name} froze the review${d.unread.length ? `; not read by then: ${d.unread.join(", ")}` : ""}`,
    ),
};
