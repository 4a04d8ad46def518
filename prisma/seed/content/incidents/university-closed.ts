import type { SeedIncident } from "../types.ts";

/** 报告: just reported, verification still to come. */
export const universityIncident: SeedIncident = {
  key: "university",
  title: "老年大学钟鼓校区停课",
  level: 4,
  county: "jq",
  place: "钟鼓街道 办事处一楼大厅",
  cause: "校区因消防改造停课，通知上没有复课日期，几个班的学员相约到街道询问。",
  startedMinutesAgo: 24,
  reportedBy: "fudayong",
  steps: [
    { at: 2, by: "fudayong", do: "head-count", count: 19 },
    {
      at: 4,
      by: "fudayong",
      do: "post",
      text: "大家坐在大厅里，有人带了二胡。街道已开空调、倒热水，请了校区教务员过来。",
    },
    { at: 7, by: "shiyu", do: "link", submissions: ["jq-01", "jq-02"] },
    {
      at: 9,
      by: "shiyu",
      do: "post",
      text: "@聂文涛 学员问的是三样：哪天复课、学费怎么算、能不能先借地方上课。第三样街道现在就能答一半。",
      mentions: ["niewentao"],
    },
    { at: 12, by: "shiyu", do: "representative", matter: "停课期间的课程安排", name: "冀老师", phone: "12900101613" },
    { at: 14, by: "fudayong", do: "head-count", count: 27 },
    {
      at: 17,
      by: "shiyu",
      do: "edit",
      place: "钟鼓街道 办事处二楼会议室",
      reason: "大厅坐不下，已请到二楼",
    },
    {
      at: 21,
      by: "fudayong",
      do: "post",
      text: "社区活动室周二、周四可以腾出来，教务员正在打电话问消防改造的工期。",
    },
  ],
};
