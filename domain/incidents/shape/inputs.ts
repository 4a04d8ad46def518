import { z } from "zod";
import { Id, text } from "../../kernel/fields.ts";

const reason = text(500, "理由", "Reason");
const side = z.enum(["survivor", "absorbed"]);
const factsVersion = z.coerce.number().int();
const ids = z.array(Id).max(500).default([]);

/** What one chooses where two incidents differ. Everything else follows from the rule: the higher level, both sets of limits, numbers as they are. */
export const MergeChoices = z.object({
  title: side.default("survivor"),
  places: z.enum(["both", "survivor", "absorbed"]).default("both"),
  /** One of the two lead units; without it the survivor's, else the other's. */
  leadUnitId: z
    .union([z.literal("").transform(() => null), z.null(), Id])
    .optional()
    .transform((v) => v ?? null),
  /** Demands that are one: both sources and answers stay, one of the two is binding. */
  same: z
    .array(z.object({ survivor: Id, absorbed: Id, binding: side.default("survivor") }))
    .max(100)
    .default([]),
});
export type MergeChoices = z.output<typeof MergeChoices>;
export type Side = z.output<typeof side>;

/** `survivor…` and `absorbed…`: the facts that the page was made of; somebody's change since then makes the merge stale. */
export const MergeInput = z.object({
  incidentId: Id,
  otherId: z.uuid({ message: "请选择要并入的事件|Choose the incident to merge" }),
  survivorVersion: factsVersion,
  absorbedVersion: factsVersion,
  choices: MergeChoices,
  reason,
});
export const UndoMergeInput = z.object({
  mergeId: Id,
  reason,
  /** Entries since the merge that go to the one that is split off again; the others stay. */
  entries: z.array(z.coerce.number().int().min(1)).max(2000).default([]),
});
export const SplitInput = z.object({
  incidentId: Id,
  title: text(60, "标题", "Title"),
  place: text(120, "地点", "Place"),
  level: z.coerce.number({ message: "请选择等级|Choose a level" }).int().min(1).max(4),
  reason,
  units: ids,
  demands: ids,
  tasks: ids,
  instructions: ids,
  promises: ids,
  headCounts: ids,
  representatives: ids,
  links: ids,
});
export const ChangeLevelInput = z.object({
  incidentId: Id,
  /** The level that the page showed. */
  from: z.coerce.number().int().min(1).max(4),
  to: z.coerce.number({ message: "请选择等级|Choose a level" }).int().min(1).max(4),
  reason,
});
