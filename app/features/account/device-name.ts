const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, "微信"],
  [/DingTalk\//, "钉钉"],
  [/QQBrowser\//, "QQ 浏览器"],
  [/360SE|QihooBrowser|360EE/, "360 浏览器"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/HarmonyOS/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad|iPod/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/UOS|Kylin/i, "UOS / Kylin"],
  [/Linux/, "Linux"],
];

/** "Chrome · Windows" from a User-Agent header; empty when it says nothing known. */
export function deviceName(userAgent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(" · ");
}
