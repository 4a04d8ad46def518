import type { SeedIncident } from "../types.ts";

/** 核实: verified in time, units not yet dispatched. */
export const leakingRoofsIncident: SeedIncident = {
  key: "leaking-roofs",
  title: "粮机厂宿舍改造后屋面漏水",
  level: 3,
  county: "jq",
  place: "柳荫街道 粮机厂宿舍三号楼前",
  cause: "老旧小区改造后屋面反复渗漏，施工、设计、物业三方各说各的，住户在楼前等街道和住建部门一起看现场。",
  startedMinutesAgo: 78,
  reportedBy: "lujiahe",
  steps: [
    { at: 3, by: "lujiahe", do: "head-count", count: 14 },
    {
      at: 6,
      by: "lujiahe",
      do: "post",
      text: "先请电工上六楼看了插座，两户渗水处已断开回路，临时接了明线，用电安全没有问题。",
      attach: {
        name: "六楼两户断电记录.txt",
        kind: "txt",
        text: "三号楼六层东户：北卧插座回路断开，临时明线供冰箱。\n三号楼六层西户：阳台回路断开。\n检查人：社区电工；住户已签字。",
      },
    },
    { at: 15, by: "lujiahe", do: "head-count", count: 31 },
    {
      at: 21,
      by: "shiyu",
      do: "post",
      text: "住户把泡坏的吊顶搬到楼下给大家看，说话有高有低，秩序正常。要的是一个牵头部门。",
    },
    {
      at: 34,
      by: "niewentao",
      do: "verify",
      note: "与街道、社区核对：涉及三、五号楼共二十二户，屋面渗漏十六户，雨水管倒灌六户，均在质保期内。无人受伤。",
    },
    { at: 37, by: "shiyu", do: "representative", matter: "屋面和雨水管返修", name: "郝女士", phone: "12900101146" },
    { at: 38, by: "shiyu", do: "representative", matter: "屋面和雨水管返修", name: "屠大爷", phone: "12900101238" },
    { at: 45, by: "shiyu", do: "link", submissions: ["roof-01", "roof-02", "roof-03", "roof-04", "roof-05"] },
    {
      at: 52,
      by: "shiyu",
      do: "demand",
      key: "one-lead",
      text: "由一个部门牵头，把施工、设计、物业叫到一起说清责任",
      unit: "jq-xfj",
      dueIn: 120,
    },
    {
      at: 61,
      by: "lujiahe",
      do: "post",
      text: "@聂文涛 住户代表同意到社区会议室坐下谈，请定牵头单位。按天气预报，两天内没有雨。",
      mentions: ["niewentao"],
    },
    { at: 66, by: "shiyu", do: "head-count", count: 26 },
    {
      at: 72,
      by: "niewentao",
      do: "post",
      text: "拟请区住建局牵头、街道配合，正与住建局值班领导通话，定了就交办。",
    },
  ],
};
