/** The password of every account of the demo city. Production has neither the accounts nor the list. */
export const demoPassword = "lianxi-demo";

/** One account a duty, in the order of the sign-in page. `look`: where to look first. */
export const demoAccounts: { login: string; name: string; unit: string; duty: string; look: string }[] = [
  { login: "zhongyingxue", name: "钟映雪", unit: "市联席办", duty: "协调员", look: "调度台：饲料厂异味正在现场" },
  { login: "zhangyinong", name: "章亦农", unit: "市政府", duty: "召集人", look: "全市事件与接受情况" },
  { login: "shixiaoman", name: "施小满", unit: "市联席办", duty: "记录员", look: "事件室：记录、人数与电话代记" },
  { login: "zhuoliqun", name: "卓立群", unit: "市生态环境局", duty: "单位负责人", look: "待办：一项诉求等着答复" },
  { login: "luoxiaotang", name: "骆晓棠", unit: "禾塘县卫健局", duty: "联络员", look: "手机上接受、到场、反馈" },
  { login: "zhongxialin", name: "仲夏林", unit: "禾塘县信访局", duty: "经办人", look: "信访件：登记、导入与导出" },
  { login: "feiqihang", name: "费启航", unit: "市委督查室", duty: "督查员", look: "调度台：谁到时还没有接受" },
  { login: "jianshuping", name: "简书屏", unit: "市委政研室", duty: "研究员", look: "课题功能待开放，菜单随职责收窄" },
  { login: "ruanqinghe", name: "阮清和", unit: "市委组织部", duty: "组织干事", look: "三十天内到期的授权" },
  { login: "yanshouzheng", name: "晏守正", unit: "驻局纪检监察组", duty: "审计员", look: "谁打开过什么、为了什么" },
  { login: "lanzhanqing", name: "蓝湛青", unit: "市联席办", duty: "管理员", look: "建单位、开账号、发授权" },
];
