import type { z } from "zod";
import { type Level, levels } from "../incidents/levels.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import type { By } from "./incident-sentences.ts";
import type { ShapeEventName, shapeEvents } from "./shape.ts";

type Data<N extends ShapeEventName> = z.infer<(typeof shapeEvents)[N]>;
const name = (level: number) => levels[level as Level].name;

/** One line a change of shape, told from the timeline it stands in. */
export const shapeSentences: { [N in ShapeEventName]: (data: Data<N>, by: By) => Sentence } = {
  "incidents.merged": (d, by) =>
    d.incidentId === d.survivor.id
      ? say(
          `${by.name} 合并：${d.absorbed.number} 并入。${d.reason}`,
          `${by.name} merged ${d.absorbed.number} into this incident: ${d.reason}`,
        )
      : say(
          `${by.name} 合并：本事件并入 ${d.survivor.number}。${d.reason}`,
          `${by.name} merged this incident into ${d.survivor.number}: ${d.reason}`,
        ),
  "incidents.merge.undone": (d, by) => {
    const seqs = d.carried.map((seq) => `#${seq}`);
    return d.incidentId === d.survivor.id
      ? say(
          `${by.name} 拆回 ${d.absorbed.number}${seqs.length ? `，${seqs.join("、")} 归它` : ""}：${d.reason}`,
          `${by.name} split ${d.absorbed.number} off again${seqs.length ? ` with ${seqs.join(", ")}` : ""}: ${d.reason}`,
        )
      : say(
          `${by.name} 从 ${d.survivor.number} 拆回：${d.reason}`,
          `${by.name} split this incident off ${d.survivor.number} again: ${d.reason}`,
        );
  },
  "incidents.split": (d, by) =>
    d.incidentId === d.from.id
      ? say(
          `${by.name} 拆分出 ${d.to.number}「${d.to.title}」：${d.reason}`,
          `${by.name} split off ${d.to.number} “${d.to.title}”: ${d.reason}`,
        )
      : say(
          `${by.name} 从 ${d.from.number} 拆出：${d.reason}`,
          `${by.name} split this off ${d.from.number}: ${d.reason}`,
        ),
  "incidents.entry.carried": (d) =>
    say(`${d.fromNumber} #${d.fromSeq}：${d.text.zh}`, `${d.fromNumber} #${d.fromSeq}: ${d.text.en}`),
  "incidents.level.changed": (d, by) => {
    const units = d.acceptBy.length;
    return say(
      `${by.name} ${d.to < d.from ? "提高" : "降低"}等级：${name(d.from).zh} → ${name(d.to).zh}${units ? `，${units} 个单位的接受期限改算` : ""}。${d.reason}`,
      `${by.name} ${d.to < d.from ? "raised" : "lowered"} the level: ${name(d.from).en} → ${name(d.to).en}${units ? `, time to accept set anew for ${units}` : ""}. ${d.reason}`,
    );
  },
};
