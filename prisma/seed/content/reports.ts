/** A part drawn from an entry: the head count of that figure, or the entry that begins with these words. */
export type SeedPart = string | { text: string; count: number } | { text: string; entry: string };

/** A report that went up, or is being written, `at` minutes after its incident's start. */
export type SeedReport = {
  incident: string;
  at: number;
  drafter: string;
  /** Without a signer it is still being written. */
  signer?: string;
  lines: (string | SeedPart[])[];
  /** 批注 beside these words of the text, with an answer. */
  comments?: { by: string; on: string; text: string; reply?: { by: string; text: string } }[];
};

const office = { drafter: "shixiaoman", signer: "zhangyinong" } as const;

/** Reports of the demo city: an office of three writes, checks and signs. */
export const reports: SeedReport[] = [
  {
    incident: "school-bus",
    at: 64,
    ...office,
    lines: [
      "橡树坪等四个村的学生接送车停运，家长在校门口询问替代办法，秩序平稳。现将有关情况报告如下。",
      "一、已做工作",
      "（一）临时运力。区交通局正与公交公司商定临时定制线路，明日早晨可以开行。",
      "（二）当面说明。区教育局在校门口向家长逐一说明。",
      "二、下一步安排",
      "临时线路开行前由镇里派车接送，后续情况及时报告。",
    ],
  },
  {
    incident: "school-bus",
    at: 4420,
    ...office,
    lines: [
      "学生接送车停运一事已办结。现将有关情况报告如下。",
      "一、处理结果",
      "临时定制公交已经开行，上下学有保障；固定班线转为信访事项，由区教育局会同区交通局办理，结果书面告知家长代表。",
      "二、后续工作",
      "联席办按月了解固定班线的办理进度，直至开行。",
    ],
  },
  {
    incident: "street-cleaners",
    at: 70,
    ...office,
    lines: [
      "道路清扫更换承接公司后，部分环卫工人下班后到环卫中心询问工龄和加班费，未影响作业。现将有关情况报告如下。",
      "一、已做工作",
      "区城管局、区人社局到场接谈，两家公司负责人当面回答。",
      "二、下一步安排",
      "逐人核对加班台账，两日内答复，后续情况及时报告。",
    ],
  },
  {
    incident: "street-cleaners",
    at: 3100,
    ...office,
    lines: [
      "环卫工人反映工龄和加班费一事已办结。现将有关情况报告如下。",
      "一、处理结果",
      "两项诉求均已答复：工龄连续计算写入合同附件并备案，加班费先行划付，双方已经签字。",
      "二、后续工作",
      "由区人社局在首个发薪日后回访。",
    ],
  },
  {
    incident: "tea-leaves",
    at: 66,
    ...office,
    lines: [
      "二十七户茶农到乡政府要求合作社核账付款，秩序平稳。现将有关情况报告如下。",
      "一、基本情况。合作社收春茶后八个月未结，共四十一万余元。",
      "二、已做工作",
      "乡政府已请合作社负责人带账到场，县农业农村局派人核账。",
      "三、下一步安排",
      "先核清账目再议付款，后续情况及时报告。",
    ],
  },
  {
    incident: "tea-leaves",
    at: 1370,
    ...office,
    lines: [
      "现将茶农要求核账付款的有关情况续报如下。",
      "一、现场情况。现场平稳，无人员伤病。",
      "二、已做工作",
      "账目逐户核对，数额双方无异议，付款办法正在商议。",
      "三、下一步安排",
      "付款办法当面说清、写成书面，后续情况及时报告。",
    ],
  },
  {
    incident: "canteen",
    at: 26,
    ...office,
    lines: [
      "制鞋园区中班职工在食堂就餐后陆续恶心、呕吐，已送县人民医院救治，家属和工友在急诊楼前等消息。现将有关情况报告如下。",
      "一、已做工作",
      "（一）救治。县卫健局已组织救治，病情由医院每半小时向家属说明一次。",
      "（二）核查。市场监管部门已封存留样，结果出来前不下结论。",
      "二、下一步安排",
      "急诊楼一层设接待处，后续情况及时报告。",
    ],
  },
  {
    incident: "feed-plant",
    at: 104,
    ...office,
    lines: [
      "穗和饲料厂扩建羽毛水解线后夜间异味明显，柳堤、前闸两村村民到厂门口要求当面说明，秩序平稳。现将有关情况报告如下。",
      ["一、现场情况。", { text: "至事发后一个半小时，厂东门有群众58人。", count: 58 }, "镇里在树下送水，老人有座位。"],
      "二、已做工作",
      "（一）检测。生态环境部门已在厂界四处、沟内三处取样，村民代表在场。",
      "（二）医护。县卫健局医护人员在文化站值守。",
      "三、下一步安排",
      "在东闸镇文化站二楼接谈，由市生态环境局主讲，后续情况及时报告。",
    ],
  },
  {
    incident: "feed-plant",
    at: 206,
    drafter: "shixiaoman",
    lines: [
      "首报后，现将穗和饲料厂羽毛粉车间异味有关情况续报如下。",
      [
        "一、现场情况。",
        { text: "至接谈开始后一小时，厂东门有群众44人", count: 44 },
        "，较前减少14人，秩序平稳，无人员伤病。",
      ],
      "二、已做工作",
      [
        "（一）先停后改。",
        {
          text: "厂方负责人到东门向大家说明，当场让车间停了料。",
          entry: "厂方负责人到东门向大家说明",
        },
        "两台蒸煮罐已泄压降温，分局派人驻厂。",
      ],
      [
        "（二）坐下来谈。",
        { text: "三名代表愿意进文化站谈，由市生态环境局主讲。", entry: "@钟映雪 三名代表愿意进文化站谈" },
      ],
      "三、下一步安排",
      [
        { text: "损失核实今明两天入户，不让群众自己跑；", entry: "先停后改的口径要算数" },
        "检测结果写成一页通俗说明，张贴两村公示栏。",
      ],
      "后续情况及时报告。",
    ],
    comments: [
      { by: "zhongyingxue", on: "两台蒸煮罐已泄压降温", text: "注明是分局还是厂方报的。" },
      {
        by: "zhangyinong",
        on: "检测结果写成一页通俗说明",
        text: "哪天张贴，给个日子。",
        reply: { by: "shixiaoman", text: "问过生态环境局，后天上午贴。" },
      },
    ],
  },
];
