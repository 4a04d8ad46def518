import { say } from "../../kernel/sentence.ts";

/**
 * Sorts of units that a template may ask for, so that one template serves every county. `words`: what the name of such a unit holds;
 * `kind` narrows to one kind of the tree.
 */
export const unitSorts = {
  hr: { name: say("人社部门", "Labour and social security"), words: ["人力资源和社会保障", "人社"] },
  housing: { name: say("住建部门", "Housing and construction"), words: ["住房和城乡建设", "住建"] },
  land: { name: say("自然资源部门", "Natural resources"), words: ["自然资源"] },
  environment: { name: say("生态环境部门", "Ecology and environment"), words: ["生态环境"] },
  education: { name: say("教育部门", "Education"), words: ["教育局", "教体局", "教育和体育"] },
  health: { name: say("卫健部门", "Health"), words: ["卫生健康", "卫健"] },
  traffic: { name: say("交通部门", "Transport"), words: ["交通运输", "交通局"] },
  police: { name: say("公安机关", "Public security"), words: ["公安"] },
  justice: { name: say("司法行政部门", "Justice"), words: ["司法局"] },
  emergency: { name: say("应急部门", "Emergency management"), words: ["应急管理", "应急局"] },
  civil: { name: say("民政部门", "Civil affairs"), words: ["民政局"] },
  market: { name: say("市场监管部门", "Market supervision"), words: ["市场监督管理", "市场监管"] },
  agriculture: { name: say("农业农村部门", "Agriculture"), words: ["农业农村"] },
  water: { name: say("水利部门", "Water"), words: ["水利", "水务"] },
  finance: { name: say("财政部门", "Finance"), words: ["财政局"] },
  city: { name: say("城管部门", "City management"), words: ["城市管理", "城管"] },
  petition: { name: say("信访部门", "Petition bureau"), words: ["信访局"] },
  government: { name: say("县区政府", "County government"), words: ["区人民政府", "县人民政府", "市人民政府"] },
  township: { name: say("属地乡镇街道", "Township or street office"), words: [], kind: "township" },
} as const satisfies Record<string, { name: { zh: string; en: string }; words: readonly string[]; kind?: string }>;
export type UnitSort = keyof typeof unitSorts;
export const unitSortNames = Object.keys(unitSorts) as [UnitSort, ...UnitSort[]];

export type SortableUnit = { name: string; kind: string };
/** Whether a unit is of a sort: townships by their kind, others by their full name. */
export function isOfSort(unit: SortableUnit, sort: UnitSort): boolean {
  const { words, ...of } = unitSorts[sort];
  if ("kind" in of) return unit.kind === of.kind;
  return unit.kind !== "township" && words.some((word) => unit.name.includes(word));
}
/** The sort of a unit; null where it is of none. */
export const sortOfUnit = (unit: SortableUnit): UnitSort | null =>
  unitSortNames.find((sort) => isOfSort(unit, sort)) ?? null;
