import type { SeedIncident, SeedMerge } from "../types.ts";

/** 并入: reported by itself from the next building, until it was seen to be the same works and the same people at the table. */
export const rainPipesIncident: SeedIncident = {
  key: "rain-pipes",
  title: "五号楼雨水管倒灌进屋",
  level: 4,
  county: "jq",
  place: "柳荫街道 粮机厂宿舍五号楼门洞",
  cause: "改造时雨水管并入一根，遇雨从底层阳台倒灌，六户地板泡起，住户在门洞里等人来看。",
  startedMinutesAgo: 58,
  reportedBy: "lujiahe",
  steps: [
    { at: 4, by: "lujiahe", do: "head-count", count: 9 },
    {
      at: 9,
      by: "lujiahe",
      do: "post",
      text: "底层六户都进去看过，水已退，木地板起拱。两位老人暂到社区活动室休息，有人陪着。",
    },
    { at: 17, by: "shiyu", do: "representative", matter: "雨水管倒灌", name: "闻老师", phone: "12900101327" },
    {
      at: 22,
      by: "shiyu",
      do: "demand",
      key: "pipes",
      text: "雨水管分开走，底层六户的地板由谁赔、何时赔",
      unit: "jq-xfj",
      dueIn: 240,
    },
    {
      at: 26,
      by: "shiyu",
      do: "task",
      key: "floors",
      kind: "record",
      title: "逐户拍下起拱的地板和水印，六户列一张表",
      unit: "jq-xfj",
      dueIn: 180,
    },
    { at: 31, by: "lujiahe", do: "head-count", count: 12 },
    { at: 34, by: "shiyu", do: "start-task", task: "floors" },
    {
      at: 40,
      by: "shiyu",
      do: "post",
      text: "住户说三号楼漏的是同一支施工队做的屋面，改造合同是一份，要求两栋楼一起谈。",
    },
  ],
};

/** Two that turned out to be one; the roofs' room goes on for both. */
export const roofsMerge: SeedMerge = {
  survivor: "leaking-roofs",
  absorbed: "rain-pipes",
  minutesAgo: 5,
  by: "niewentao",
  reason: "同一次改造、同一份合同、同一家施工单位，两栋楼的住户要求一起谈",
  after: {
    minutesAgo: 3,
    by: "shiyu",
    text: "五号楼住户已请到社区会议室，和三号楼代表坐在一起，先各说各的，再合成一张清单。",
  },
};
