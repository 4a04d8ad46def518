import type { PaletteResponse } from "../../shell/palette.tsx";
import { rankByName } from "../pinyin-match.ts";

/** Every name, place and number here is invented. */
const units = [
  { id: "u1", name: "松坪县政府", syllables: ["song", "ping", "xian", "zheng", "fu"], detail: "交办单位" },
  { id: "u2", name: "松坪县信访局", syllables: ["song", "ping", "xian", "xin", "fang", "ju"], detail: "交办单位" },
  { id: "u3", name: "松坪县卫健局", syllables: ["song", "ping", "xian", "wei", "jian", "ju"], detail: "交办单位" },
];
const people = [{ id: "p1", name: "宋培欣", syllables: ["song", "pei", "xin"], detail: "禾川县信访局 联络员" }];

export function palette(query: string): PaletteResponse {
  const hits = <T extends { name: string; syllables: string[] }>(items: T[]) =>
    rankByName(query, items).map((hit) => ({ ...hit.item, to: "/submissions" }));
  const found = [
    { id: "units" as const, items: query === "" ? [] : hits(units) },
    { id: "people" as const, items: query === "" ? [] : hits(people) },
    {
      id: "incidents" as const,
      items:
        query === "spx"
          ? [
              {
                id: "i1",
                to: "/",
                name: "白石镇采石场粉尘",
                level: 2 as const,
                also: { label: "地点", text: "松坪县", syllables: ["song", "ping", "xian"] },
                detail: "到场",
              },
            ]
          : [],
    },
  ];
  return { query, groups: found.filter((group) => group.items.length > 0) };
}

export interface SampleLetter {
  id: string;
  number: string;
  way: "网信" | "来电" | "来信" | "来访" | "传真";
  text: string;
  from: string;
  place: string;
  at: string;
  status: "待登记" | "已登记" | "已答复";
}

const ways = ["网信", "来电", "网信", "来信", "来访"] as const;
const texts = [
  "采石场夜间作业，请管一管",
  "询问采石场环评是否公示",
  "车队拖欠运费",
  "罐车压坏村前路面",
  "冲洗水流进灌渠",
];
export const letters: SampleLetter[] = Array.from({ length: 24 }, (_, i) => ({
  id: `l${i}`,
  number: `202611${String(24 - (i % 20)).padStart(2, "0")}-${String(31 + i * 37).padStart(4, "0")}`,
  way: ways[i % ways.length] as SampleLetter["way"],
  text: texts[i % texts.length] as string,
  from: ["陶某", "李某某", "宋某", "周某某", "钟某等"][i % 5] as string,
  place: ["白石镇西沟村", "白石镇集镇", "黄茅镇"][i % 3] as string,
  at: `2026-11-${String(24 - (i % 20)).padStart(2, "0")} ${String(9 + (i % 9)).padStart(2, "0")}:18`,
  status: (["待登记", "已登记", "已登记", "已答复"] as const)[i % 4] as SampleLetter["status"],
}));
