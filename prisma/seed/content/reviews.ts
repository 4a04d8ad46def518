import type { IncidentEventName } from "#domain/events/incidents.ts";

/** `from`: the first entry of each of these kinds is the source. `at`: minutes after the incident's start. */
export type ReviewStep = { at: number; by: string } & (
  | { do: "lesson"; text: string; from: IncidentEventName[] }
  | { do: "follow-up"; key: string; title: string; unit: string; owner: string; dueIn: number }
  | { do: "finish-task"; task: string; note: string }
  | { do: "see"; unit: string }
  | { do: "dissent"; unit: string; text: string }
  | { do: "pick"; from: IncidentEventName[] }
  | { do: "finish" }
);
export type SeedReview = { incident: string; steps: ReviewStep[] };

const DAY = 24 * 60;

/** One finished review with a dissent, one draft (of an exercise) that a unit has not read yet. */
export const reviews: SeedReview[] = [
  {
    incident: "school-bus",
    steps: [
      { at: 9065, by: "kangletian", do: "pick", from: ["incidents.assignment.reported", "incidents.demand.answered"] },
      {
        at: 9070,
        by: "kangletian",
        do: "lesson",
        text: "承运公司退出没有提前告知，是起因。今后接送线路的合同写明退出须提前三十天通知区交通局和学校。",
        from: ["incidents.verified"],
      },
      {
        at: 9078,
        by: "kangletian",
        do: "lesson",
        text: "先答「明天怎么到校」，再谈长远班线，家长很快坐下来谈。急的诉求先单独答复。",
        from: ["incidents.demand.answered"],
      },
      {
        at: 9085,
        by: "kangletian",
        do: "follow-up",
        key: "contract",
        title: "在接送服务合同范本里加上退出通知条款",
        unit: "bp-traffic",
        owner: "lansuxin",
        dueIn: 21 * DAY,
      },
      {
        at: 9088,
        by: "kangletian",
        do: "follow-up",
        key: "visit",
        title: "试运行满一周回访四个村的家长代表",
        unit: "bp-edu",
        owner: "qihongmei",
        dueIn: 3 * DAY,
      },
      { at: 9300, by: "qihongmei", do: "see", unit: "bp-edu" },
      { at: 9340, by: "lansuxin", do: "see", unit: "bp-traffic" },
      { at: 10600, by: "kangletian", do: "finish" },
      {
        at: 10900,
        by: "zuoxiaochuan",
        do: "dissent",
        unit: "bp-taqian",
        text: "当天两辆中巴由镇里垫付，复盘没有写到。建议以后应急运力的费用由区里先行安排。",
      },
      { at: 12100, by: "qihongmei", do: "finish-task", task: "visit", note: "四个村代表都已访到，照管员安排满意" },
    ],
  },
  {
    incident: "reroute-drill",
    steps: [
      {
        at: 330,
        by: "kangletian",
        do: "lesson",
        text: "接驳点的牌子字太小，扮演乘客的同志走过头两次。下次改用落地牌。",
        from: ["incidents.entry.posted"],
      },
      {
        at: 340,
        by: "kangletian",
        do: "follow-up",
        key: "signs",
        title: "做四块接驳落地牌，存放在指挥中心",
        unit: "bp-em",
        owner: "guxiaoyue",
        dueIn: 30 * DAY,
      },
      { at: 400, by: "lansuxin", do: "see", unit: "bp-traffic" },
    ],
  },
];
