/**
 * What the portal must never hold (guard rails 1 to 3): no mark about a person's likelihood to petition, no movements of
 * petitioners, no means to stop or bring them back. Looked for in names of columns and payloads, in the texts of the pages, in
 * everything that people read.
 */
const chinese = [
  // A person is not graded, listed or watched.
  ...[
    "重点人员",
    "重点人头",
    "重点对象",
    "稳控",
    "维稳",
    "黑名单",
    "灰名单",
    "风险等级",
    "风险人员",
    "危险等级",
    "缠访",
    "闹访",
    "非访",
  ],
  ...["人员画像", "人物画像", "信用分", "上访倾向", "上访指数", "敏感人员", "涉稳", "挂账人员"],
  // Movements: no plates, tickets, hotels, phone positions, faces.
  ...[
    "车牌",
    "车票",
    "机票",
    "购票",
    "酒店",
    "宾馆",
    "住宿登记",
    "手机定位",
    "基站",
    "行踪",
    "行动轨迹",
    "人脸",
    "串号",
  ],
  // Nobody is stopped or brought back.
  ...["劝返", "截访", "接返", "遣返", "拦访", "布控", "带离", "训诫", "看护对象"],
];
const english = [
  ...[
    "score",
    "risk",
    "blacklist",
    "greylist",
    "watchlist",
    "watch",
    "suspect",
    "profile",
    "profiling",
    "danger",
    "propensity",
  ],
  ...[
    "likelihood",
    "stability",
    "sensitive",
    "troublemaker",
    "recidivist",
    "keyperson",
    "plate",
    "vehicle",
    "ticket",
    "train",
  ],
  ...[
    "flight",
    "hotel",
    "lodging",
    "imei",
    "imsi",
    "msisdn",
    "gps",
    "latitude",
    "longitude",
    "geo",
    "geolocation",
    "tracking",
  ],
  ...[
    "trajectory",
    "whereabouts",
    "face",
    "faces",
    "facial",
    "biometric",
    "camera",
    "intercept",
    "detain",
    "escort",
    "repatriate",
  ],
];
const chinesePattern = new RegExp(chinese.join("|"), "g");
const englishWords = new Set(english);

/** The words of an identifier: `riskScore`, `risk_score`, `risk-score` → risk, score. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** The forbidden words in a name. */
export const forbiddenInName = (name: string): string[] => [
  ...wordsOf(name).filter((word) => englishWords.has(word) || englishWords.has(word.replace(/s$/, ""))),
  ...(name.match(chinesePattern) ?? []),
  ...(/key_?person|black_?list|watch_?list/i.test(name) ? [name] : []),
];

/** The forbidden Chinese words in a text, and the plainest English ones. */
export const forbiddenInText = (text: string): string[] => [
  ...(text.match(chinesePattern) ?? []),
  ...(text.match(/\b(?:black|watch|grey)-?lists?\b|\brisk (?:level|score)s?\b|\bkey persons?\b/gi) ?? []),
];

export type SchemaField = { model: string; name: string };

/** Models and fields of a Prisma schema with the names that the database knows them by. */
export function schemaNames(text: string): SchemaField[] {
  const fields: SchemaField[] = [];
  let model = "";
  for (const line of text.split("\n")) {
    const opened = /^(?:model|enum|type)\s+(\w+)/.exec(line);
    if (opened) {
      model = opened[1]!;
      fields.push({ model, name: model });
    }
    const mapped = /@@?map\("([^"]+)"\)/.exec(line);
    if (mapped) fields.push({ model, name: mapped[1]! });
    const field = /^\s+(\w+)\s+[A-Z]\w*/.exec(line);
    if (field && model) fields.push({ model, name: field[1]! });
  }
  return fields;
}

/** Every key and every text of a locale's JSON, as `path: text`. */
export function localeTexts(texts: unknown, path = ""): { path: string; text: string }[] {
  if (typeof texts === "string") return [{ path, text: texts }];
  if (!texts || typeof texts !== "object") return [];
  return Object.entries(texts).flatMap(([key, value]) => localeTexts(value, path ? `${path}.${key}` : key));
}
