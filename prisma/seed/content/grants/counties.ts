import type { SeedGrant } from "../types.ts";
import { paper } from "./paper.ts";

const jinqiao = paper("津信联〔2026〕5号", -230, 135);
const beiping = paper("屏信联〔2026〕3号", -226, 139);
const meiwu = paper("梅信联〔2026〕7号", -215, 150);
const hetang = paper("禾信联〔2026〕2号", -240, 125);
const yanxi = paper("砚信联〔2026〕6号", -205, 160);

/** 县区: coordinators and recorders of a county have it whole, heads and liaisons their own unit. */
export const countyGrants: SeedGrant[] = [
  jinqiao("niewentao", "coordinator", "jq"),
  jinqiao("niewentao", "unit_head", "jq-xfj"),
  jinqiao("shiyu", "recorder", "jq"),
  jinqiao("shiyu", "liaison", "jq-xfj"),
  jinqiao("fudayong", "liaison", "jq-zhonggu"),
  jinqiao("lujiahe", "liaison", "jq-liuyin"),
  jinqiao("jinghuaimin", "unit_head", "jq-city"),
  jinqiao("aoxue", "liaison", "jq-city"),
  jinqiao("jichangqing", "unit_head", "jq-hr"),
  jinqiao("guixiaoyun", "liaison", "jq-hr"),

  beiping("kangletian", "coordinator", "bp"),
  beiping("kangletian", "unit_head", "bp-xfj"),
  beiping("changxiaoyu", "recorder", "bp"),
  beiping("changxiaoyu", "liaison", "bp-xfj"),
  beiping("tenghaisheng", "unit_head", "bp-shilan"),
  beiping("anran", "liaison", "bp-shilan"),
  beiping("chezhijian", "unit_head", "bp-em"),
  beiping("guxiaoyue", "liaison", "bp-em"),
  beiping("yizhiwei", "unit_head", "bp-edu"),
  beiping("qihongmei", "liaison", "bp-edu"),
  beiping("lingfulai", "unit_head", "bp-taqian"),
  beiping("zuoxiaochuan", "liaison", "bp-taqian"),
  beiping("ganlin", "unit_head", "bp-traffic"),
  // Ends within thirty days.
  paper("屏信联〔2026〕3号", -226, 28)("lansuxin", "liaison", "bp-traffic"),

  meiwu("zhaiyunfeng", "convener", "mw"),
  meiwu("zhaiyunfeng", "unit_head", "mw-gov"),
  meiwu("niupeiyu", "liaison", "mw-gov"),
  meiwu("minsiyuan", "coordinator", "mw"),
  meiwu("minsiyuan", "unit_head", "mw-xfj"),
  meiwu("fangzhixia", "recorder", "mw"),
  meiwu("fangzhixia", "liaison", "mw-xfj"),
  meiwu("xiangwanqing", "unit_head", "mw-health"),
  meiwu("xinglixia", "liaison", "mw-health"),
  meiwu("bianchanghe", "unit_head", "mw-market"),
  meiwu("xixiaoya", "liaison", "mw-market"),
  meiwu("maguoqiang", "unit_head", "mw-chengxiang"),
  meiwu("yanlaixi", "liaison", "mw-chengxiang"),

  hetang("lushoutian", "convener", "ht"),
  hetang("lushoutian", "unit_head", "ht-gov"),
  hetang("chiyanan", "liaison", "ht-gov"),
  hetang("gehongyuan", "coordinator", "ht"),
  hetang("gehongyuan", "unit_head", "ht-xfj"),
  hetang("bichunhe", "recorder", "ht"),
  hetang("bichunhe", "liaison", "ht-xfj"),
  paper("禾信〔2026〕11号", -160, 205)("zhongxialin", "handler", "ht-xfj"),
  hetang("xiangbeichen", "unit_head", "ht-eco"),
  hetang("zhugeyun", "liaison", "ht-eco"),
  hetang("qujingshu", "unit_head", "ht-health"),
  hetang("luoxiaotang", "liaison", "ht-health"),
  hetang("wuzhengqing", "unit_head", "ht-justice"),
  hetang("miaokexin", "liaison", "ht-justice"),
  hetang("chudatong", "unit_head", "ht-dongzha"),
  // Ends within thirty days.
  paper("禾信联〔2026〕2号", -240, 9)("dingmancang", "liaison", "ht-dongzha"),

  yanxi("situjing", "coordinator", "yx"),
  yanxi("situjing", "unit_head", "yx-xfj"),
  yanxi("wuyongchang", "recorder", "yx"),
  yanxi("wuyongchang", "liaison", "yx-xfj"),
  yanxi("gufengnian", "unit_head", "yx-ag"),
  yanxi("huayulan", "liaison", "yx-ag"),
  yanxi("huayulan", "handler", "yx-ag"),
  yanxi("suihaibo", "unit_head", "yx-bailu"),
  yanxi("kexiaowen", "liaison", "yx-bailu"),
];
