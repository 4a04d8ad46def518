import type { SeedUnit } from "./types.ts";

/** One line a unit: key, full name, short name. */
type Line = [key: string, name: string, shortName: string];

const under = (parent: string, kind: SeedUnit["kind"], isMember: boolean, lines: Line[]): SeedUnit[] =>
  lines.map(([key, name, shortName]) => ({ key, name, shortName, kind, parent, ...(isMember && { isMember }) }));

const city: SeedUnit[] = [
  { key: "tj", name: "桐江市", shortName: "桐江市", kind: "city" },
  ...under("tj", "office", false, [
    ["tj-gov", "桐江市人民政府", "市政府"],
    ["tj-lxb", "桐江市信访工作联席会议办公室", "市联席办"],
    ["tj-dcs", "中共桐江市委督查室", "市委督查室"],
    ["tj-zys", "中共桐江市委政策研究室", "市委政研室"],
    ["tj-jjz", "桐江市纪委监委驻市信访局纪检监察组", "驻局纪检监察组"],
  ]),
  ...under("tj", "office", true, [["tj-zzb", "中共桐江市委组织部", "市委组织部"]]),
  ...under("tj", "department", true, [
    ["tj-xfj", "桐江市信访局", "市信访局"],
    ["tj-eco", "桐江市生态环境局", "市生态环境局"],
    ["tj-ag", "桐江市农业农村局", "市农业农村局"],
    ["tj-health", "桐江市卫生健康委员会", "市卫健委"],
    ["tj-market", "桐江市市场监督管理局", "市市场监管局"],
    ["tj-housing", "桐江市住房和城乡建设局", "市住建局"],
    ["tj-traffic", "桐江市交通运输局", "市交通运输局"],
    ["tj-edu", "桐江市教育局", "市教育局"],
    ["tj-hr", "桐江市人力资源和社会保障局", "市人社局"],
    ["tj-civil", "桐江市民政局", "市民政局"],
    ["tj-justice", "桐江市司法局", "市司法局"],
    ["tj-police", "桐江市公安局", "市公安局"],
    ["tj-city", "桐江市城市管理局", "市城管局"],
    ["tj-em", "桐江市应急管理局", "市应急局"],
    ["tj-land", "桐江市自然资源和规划局", "市自然资源局"],
  ]),
  ...under("tj", "department", false, [
    ["tj-water", "桐江市水利局", "市水利局"],
    ["tj-culture", "桐江市文化和旅游局", "市文旅局"],
    ["tj-finance", "桐江市财政局", "市财政局"],
  ]),
  ...under("tj", "county", false, [
    ["jq", "津桥区", "津桥区"],
    ["bp", "北屏区", "北屏区"],
    ["mw", "梅坞县", "梅坞县"],
    ["ht", "禾塘县", "禾塘县"],
    ["yx", "砚溪县", "砚溪县"],
  ]),
];

const counties: SeedUnit[] = [
  ...under("jq", "department", true, [["jq-gov", "津桥区人民政府", "津桥区政府"]]),
  ...under("jq", "department", false, [
    ["jq-xfj", "津桥区信访局", "津桥区信访局"],
    ["jq-city", "津桥区城市管理局", "津桥区城管局"],
    ["jq-hr", "津桥区人力资源和社会保障局", "津桥区人社局"],
    ["jq-housing", "津桥区住房和城乡建设局", "津桥区住建局"],
  ]),
  ...under("jq", "township", false, [
    ["jq-zhonggu", "津桥区钟鼓街道办事处", "钟鼓街道"],
    ["jq-nanjin", "津桥区南津街道办事处", "南津街道"],
    ["jq-liuyin", "津桥区柳荫街道办事处", "柳荫街道"],
    ["jq-xindu", "津桥区新渡镇人民政府", "新渡镇政府"],
  ]),
  ...under("bp", "department", true, [["bp-gov", "北屏区人民政府", "北屏区政府"]]),
  ...under("bp", "department", false, [
    ["bp-xfj", "北屏区信访局", "北屏区信访局"],
    ["bp-edu", "北屏区教育局", "北屏区教育局"],
    ["bp-traffic", "北屏区交通运输局", "北屏区交通局"],
    ["bp-em", "北屏区应急管理局", "北屏区应急局"],
  ]),
  ...under("bp", "township", false, [
    ["bp-shilan", "北屏区石栏街道办事处", "石栏街道"],
    ["bp-qiming", "北屏区启明街道办事处", "启明街道"],
    ["bp-taqian", "北屏区塔前镇人民政府", "塔前镇政府"],
    ["bp-yunlu", "北屏区云麓镇人民政府", "云麓镇政府"],
  ]),
  ...under("mw", "department", true, [["mw-gov", "梅坞县人民政府", "梅坞县政府"]]),
  ...under("mw", "department", false, [
    ["mw-xfj", "梅坞县信访局", "梅坞县信访局"],
    ["mw-health", "梅坞县卫生健康局", "梅坞县卫健局"],
    ["mw-market", "梅坞县市场监督管理局", "梅坞县市场监管局"],
    ["mw-em", "梅坞县应急管理局", "梅坞县应急局"],
  ]),
  ...under("mw", "township", false, [
    ["mw-chengxiang", "梅坞县城厢镇人民政府", "城厢镇政府"],
    ["mw-zhulong", "梅坞县竹垄镇人民政府", "竹垄镇政府"],
    ["mw-chating", "梅坞县茶亭镇人民政府", "茶亭镇政府"],
    ["mw-gaoling", "梅坞县高岭乡人民政府", "高岭乡政府"],
  ]),
  ...under("ht", "department", true, [["ht-gov", "禾塘县人民政府", "禾塘县政府"]]),
  ...under("ht", "department", false, [
    ["ht-xfj", "禾塘县信访局", "禾塘县信访局"],
    ["ht-eco", "桐江市生态环境局禾塘分局", "禾塘生态环境分局"],
    ["ht-health", "禾塘县卫生健康局", "禾塘县卫健局"],
    ["ht-justice", "禾塘县司法局", "禾塘县司法局"],
  ]),
  ...under("ht", "township", false, [
    ["ht-dongzha", "禾塘县东闸镇人民政府", "东闸镇政府"],
    ["ht-etang", "禾塘县鹅塘镇人民政府", "鹅塘镇政府"],
    ["ht-maibei", "禾塘县麦陂镇人民政府", "麦陂镇政府"],
    ["ht-yongning", "禾塘县永宁镇人民政府", "永宁镇政府"],
  ]),
  ...under("yx", "department", true, [["yx-gov", "砚溪县人民政府", "砚溪县政府"]]),
  ...under("yx", "department", false, [
    ["yx-xfj", "砚溪县信访局", "砚溪县信访局"],
    ["yx-ag", "砚溪县农业农村局", "砚溪县农业农村局"],
    ["yx-hr", "砚溪县人力资源和社会保障局", "砚溪县人社局"],
    ["yx-justice", "砚溪县司法局", "砚溪县司法局"],
  ]),
  ...under("yx", "township", false, [
    ["yx-xikou", "砚溪县溪口镇人民政府", "溪口镇政府"],
    ["yx-wayao", "砚溪县瓦窑镇人民政府", "瓦窑镇政府"],
    ["yx-bailu", "砚溪县白鹭乡人民政府", "白鹭乡政府"],
  ]),
];

/** The organisation tree of the demo city, parents before children. */
export const units: SeedUnit[] = [...city, ...counties];
