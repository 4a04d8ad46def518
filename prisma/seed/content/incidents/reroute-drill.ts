import type { SeedIncident } from "../types.ts";

/** 复盘 of an exercise, still a draft. */
export const rerouteDrill: SeedIncident = {
  key: "reroute-drill",
  title: "启明街道公交改线说明演练",
  level: 4,
  county: "bp",
  place: "启明街道 公交首末站",
  cause: "演练背景：道路塌陷，三条公交线临时改线，乘客在首末站询问怎么走。",
  drill: true,
  startedMinutesAgo: 20_500,
  reportedBy: "kangletian",
  steps: [
    { at: 4, by: "kangletian", do: "verify", note: "演练核实：改线三条，扮演乘客二十人。" },
    {
      at: 8,
      by: "kangletian",
      do: "dispatch",
      units: [
        { unit: "bp-traffic", role: "lead", note: "接驳车和改线牌" },
        { unit: "bp-em", role: "support", note: "警示带和广播" },
      ],
    },
    { at: 12, by: "lansuxin", do: "accept", unit: "bp-traffic" },
    { at: 75, by: "kangletian", do: "phone-accept", unit: "bp-em", name: "古晓月" },
    { at: 80, by: "lansuxin", do: "arrive", unit: "bp-traffic" },
    { at: 90, by: "kangletian", do: "move", to: "on_site" },
    { at: 95, by: "changxiaoyu", do: "head-count", count: 20 },
    { at: 110, by: "lansuxin", do: "post", text: "演练：接驳牌贴在站房玻璃上，两名扮演乘客走过了头，已改由专人引路。" },
    { at: 130, by: "lansuxin", do: "report", unit: "bp-traffic", text: "演练：二十人全部上了接驳车。" },
    { at: 150, by: "kangletian", do: "close", outcome: "演练结束，科目全部走完，问题在复盘中逐条写明。" },
    { at: 300, by: "kangletian", do: "move", to: "reviewed" },
  ],
};
