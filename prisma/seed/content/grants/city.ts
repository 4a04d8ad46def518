import type { SeedGrant } from "../types.ts";
import { paper } from "./paper.ts";

const office = paper("桐联〔2026〕4号", -255, 110);
const members = paper("桐联〔2026〕9号", -238, 127);

/** 市级: the city's offices and member units. */
export const cityGrants: SeedGrant[] = [
  paper("桐任〔2026〕2号", -300, 796)("zhangyinong", "convener", "tj"),
  paper("桐任〔2026〕2号", -300, 796)("qiboan", "unit_head", "tj-lxb"),
  office("zhongyingxue", "coordinator", "tj"),
  office("zhongyingxue", "liaison", "tj-lxb"),
  // Ends within thirty days.
  paper("桐联〔2026〕4号", -255, 17)("huoting", "coordinator", "tj"),
  office("shixiaoman", "recorder", "tj"),
  office("songyuwei", "handler", "tj-lxb"),
  // Not yet begun: takes over the night shift.
  paper("桐联〔2026〕31号", 6, 371)("songyuwei", "recorder", "tj"),
  paper("桐联〔2026〕1号", -290, 75)("lanzhanqing", "administrator", "tj"),
  // Over: he coordinated himself before he became head of the office.
  paper("桐联〔2026〕1号", -290, -40)("qiboan", "coordinator", "tj"),
  paper("桐任〔2026〕2号", -300, 796)("gengjieping", "unit_head", "tj-xfj"),
  paper("桐信〔2026〕15号", -9, 356)("qiumingyuan", "handler", "tj-xfj"),
  paper("桐信〔2026〕15号", -9, 356)("qiumingyuan", "liaison", "tj-xfj"),
  {
    ...paper("桐联〔2026〕4号", -255, 110)("qiumingyuan", "coordinator", "tj"),
    revoked: { daysAgo: 9, reason: "调任市信访局办信科，不再承担调度值班" },
  },
  paper("桐督〔2026〕3号", -220, 145)("feiqihang", "supervisor", "tj"),
  paper("桐研〔2026〕2号", -210, 155)("jianshuping", "researcher", "tj"),
  paper("桐纪派〔2026〕5号", -260, 105)("yanshouzheng", "auditor", "tj"),
  paper("桐组〔2026〕18号", -190, 24)("ruanqinghe", "organisation_officer", "tj"),
  members("zhuoliqun", "unit_head", "tj-eco"),
  members("tangyining", "liaison", "tj-eco"),
  members("tangyining", "handler", "tj-eco"),
  members("xianguodong", "unit_head", "tj-ag"),
  members("baoxiaohe", "liaison", "tj-ag"),
  members("zhulanzhi", "unit_head", "tj-market"),
  members("fanyizhou", "liaison", "tj-market"),
];
