import type { AssignmentRole } from "#domain/incidents/assignment-machine.ts";
import type { TemplateBody } from "#domain/incidents/templates/body.ts";
import type { UnitSort } from "#domain/incidents/templates/unit-sorts.ts";
import type { TaskKind } from "./types.ts";

export type SeedTemplate = { unit: string; by: string; kind: string; daysAgo: number; body: TemplateBody };

type Unit = [key: string, sort: UnitSort, role: AssignmentRole, note: string];
type Task = [to: string, kind: TaskKind, title: string, dueMinutes: number];
type Demand = [to: string, text: string, dueMinutes: number | null];

const body = (units: Unit[], tasks: Task[], demands: Demand[]): TemplateBody => ({
  units: units.map(([key, sort, role, note]) => ({ key, unitId: null, unitName: "", sort, role, note })),
  tasks: tasks.map(([to, kind, title, dueMinutes], at) => ({ key: `t${at + 1}`, kind, title, to, dueMinutes })),
  demands: demands.map(([to, text, dueMinutes], at) => ({ key: `d${at + 1}`, text, to, dueMinutes })),
});
const city = (kind: string, daysAgo: number, of: TemplateBody): SeedTemplate => ({
  ...{ unit: "tj", by: "zhongyingxue", kind, daysAgo, body: of },
});
const HOUR = 60;
const DAY = 24 * HOUR;

/** What the city's office does first, kind by kind; one county keeps its own for schools. */
export const templates: SeedTemplate[] = [
  city(
    "欠薪",
    96,
    body(
      [
        ["hr", "hr", "lead", "带工资台账和劳动监察文书到场"],
        ["housing", "housing", "support", "核对项目、总包和分包"],
        ["town", "township", "support", "找室内场地，备热水"],
        ["justice", "justice", "support", "派法律援助律师"],
      ],
      [
        ["hr", "receive", "与代表面谈，逐人登记欠薪月份和数额", HOUR],
        ["housing", "record", "调出项目用工实名和拨款记录", 3 * HOUR],
        ["justice", "legal_aid", "当场说明仲裁和支付令怎么走", 2 * HOUR],
        ["hr", "follow_up", "发放后电话回访每一人", 7 * DAY],
      ],
      [
        ["hr", "欠的工资哪天发、发多少", 4 * HOUR],
        ["housing", "总包单位由谁出面", 2 * HOUR],
      ],
    ),
  ),
  city(
    "征收拆迁",
    95,
    body(
      [
        ["gov", "government", "lead", "县区负责人到场听意见"],
        ["land", "land", "support", "带征收公告和补偿标准"],
        ["town", "township", "support", "入户名册和已签情况"],
      ],
      [
        ["gov", "receive", "听取代表意见，答应查的写明日期", HOUR],
        ["land", "answer_demand", "把补偿算法写成一页纸发给每户", DAY],
        ["town", "follow_up", "对没来的住户上门说明", 5 * DAY],
      ],
      [
        ["land", "补偿怎么算的，能不能看明细", DAY],
        ["gov", "过渡期住哪里", 2 * DAY],
      ],
    ),
  ),
  city(
    "教师待遇",
    94,
    body(
      [
        ["edu", "education", "lead", "局负责人当面谈"],
        ["finance", "finance", "support", "带拨付进度"],
        ["hr", "hr", "support", "说明编制和职称政策"],
      ],
      [
        ["edu", "receive", "与教师代表座谈，逐条记下", HOUR],
        ["finance", "answer_demand", "说明绩效经费的来源和拨付时间", DAY],
      ],
      [["finance", "绩效和补贴哪天到账", DAY]],
    ),
  ),
  city(
    "交通事故",
    93,
    body(
      [
        ["police", "police", "lead", "说明事故处理程序"],
        ["health", "health", "support", "伤员就医有人陪"],
        ["justice", "justice", "support", "家属需要时给法律援助"],
      ],
      [
        ["health", "medical", "联系医院，每名伤员一名联系人", 30],
        ["police", "receive", "向家属说明责任认定需要多久", 2 * HOUR],
      ],
      [["police", "责任认定什么时候出来", DAY]],
    ),
  ),
  city(
    "交房办证",
    92,
    body(
      [
        ["housing", "housing", "lead", "带预售资金监管账目"],
        ["land", "land", "support", "说明办证卡在哪一步"],
        ["market", "market", "support", "受理合同投诉"],
      ],
      [
        ["housing", "receive", "业主代表面谈，开发单位到场", HOUR],
        ["housing", "answer_demand", "公布复工和交付时间表", 2 * DAY],
      ],
      [
        ["housing", "哪天交房", 2 * DAY],
        ["land", "不动产证什么时候能办", 2 * DAY],
      ],
    ),
  ),
  city(
    "环境污染",
    91,
    body(
      [
        ["eco", "environment", "lead", "到场取样，结果公开"],
        ["health", "health", "support", "为有不适的人设问诊点"],
        ["town", "township", "support", "提供饮水和会议室"],
      ],
      [
        ["eco", "record", "取样并写明点位、时间和送检机构", 2 * HOUR],
        ["health", "medical", "设临时问诊点", HOUR],
        ["eco", "follow_up", "检测结果出来当天张贴并逐户告知", 7 * DAY],
      ],
      [["eco", "检测结果什么时候公布", DAY]],
    ),
  ),
  city(
    "征地补偿",
    90,
    body(
      [
        ["land", "land", "lead", "带批复和补偿清单"],
        ["ag", "agriculture", "support", "核对承包和青苗"],
        ["town", "township", "support", "带村务公开记录"],
      ],
      [
        ["land", "receive", "与村民代表核对面积和标准", 2 * HOUR],
        ["town", "answer_demand", "公布每户面积和金额", 2 * DAY],
      ],
      [["land", "补偿款到了没有，分给了谁", DAY]],
    ),
  ),
  city(
    "停水停电",
    89,
    body(
      [
        ["water", "water", "lead", "说明抢修进度"],
        ["em", "emergency", "support", "应急供水、照明"],
        ["town", "township", "support", "老人和病人逐户看望"],
      ],
      [
        ["em", "venue", "设临时供水点和休息点", HOUR],
        ["water", "answer_demand", "每两小时公布一次进度", 2 * HOUR],
      ],
      [["water", "几点恢复", 2 * HOUR]],
    ),
  ),
  {
    ...{ unit: "bp", by: "kangletian", kind: "交通事故", daysAgo: 60 },
    body: body(
      [
        ["traffic", "traffic", "lead", "先定替代运力"],
        ["edu", "education", "support", "涉及学生时通知学校和家长"],
      ],
      [["traffic", "attend", "到现场说明改线和接驳", HOUR]],
      [["traffic", "明天怎么走", 4 * HOUR]],
    ),
  },
];
