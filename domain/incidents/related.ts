import { gramsOf } from "../submissions/grams.ts";

/** What any letter says of itself: no sign of a matter. */
const EVERY_LETTER =
  "反映 关于 有关 相关 问题 情况 请求 要求 恳请 希望 建议 投诉 举报 咨询 求助 解决 处理 答复 尽快 群众 居民 村民 业主 职工 家长 群体 事件 一事";

const pairs = (text: string): string[] => gramsOf(text).filter((gram) => [...gram].length === 2);
const everyLetter = new Set(pairs(EVERY_LETTER));

/**
 * The words a title speaks of its matter with, as bigrams: without those of the place, which all letters of a county share, and
 * without what any letter says.
 */
export function mattersIn(title: string, places: readonly string[]): ReadonlySet<string> {
  const placed = new Set(places.flatMap(pairs));
  return new Set(pairs(title).filter((pair) => !placed.has(pair) && !everyLetter.has(pair)));
}

/** Two titles at least share so many bigrams, and a third of the shorter one. */
const SHARED = 2;

/**
 * Whether a letter may belong to an incident: its title has words in common with the incident's own title or with that of a
 * letter already linked (titles tell the same cause better than whole texts). It speaks of the matter alone, never of who wrote.
 */
export function mayBelong(letter: ReadonlySet<string>, known: readonly ReadonlySet<string>[]): boolean {
  return known.some((title) => {
    const shared = [...letter].filter((pair) => title.has(pair)).length;
    return shared >= SHARED && shared * 3 >= Math.min(letter.size, title.size);
  });
}
