import type { SeedShift } from "./types.ts";

const office = { unit: "tj-lxb", duty: "coordinator" as const, plannedBy: "qiboan" };

/** 市联席办 round the clock: the night before, the shift that is on, and the next one, whose hand-over waits. */
export const shifts: SeedShift[] = [
  { ...office, person: "huoting", startsIn: -21, hours: 15 },
  {
    ...office,
    person: "zhongyingxue",
    startsIn: -6,
    hours: 8.5,
    notes: "夜间平稳。云脚村茶青款两家茶厂答应今天先付三成，上午核一次到账。",
    handedOver: 385,
    accepted: 370,
  },
  {
    ...office,
    person: "huoting",
    startsIn: 2.5,
    hours: 12,
    notes:
      "饲料厂一件最要紧：气样加急，出数前代表每两小时问一次，汤以宁的电话在室内。\n文化站二楼今晚留人到二十二点，钥匙在镇党政办。\n云脚村茶青款的承诺只有口头，晚上电核一次。",
    handedOver: 9,
    opened: 4,
    words: [
      { ago: 6, by: "next", text: "文化站今晚谁守？" },
      { ago: 4, by: "before", text: "东闸镇丁满仓，守到二十二点，之后转镇值班室。" },
    ],
  },
  { ...office, person: "zhongyingxue", startsIn: 14.5, hours: 9 },
];
