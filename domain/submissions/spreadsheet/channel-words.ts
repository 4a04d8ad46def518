import { comparable } from "./cell-text.ts";

/** The five forms of petitioning: 来信 来访 来电 传真 网上信访. */
export const channels = ["letter", "visit", "call", "fax", "web"] as const;
export type Channel = (typeof channels)[number];

/** How files spell the forms. */
const words: Record<Channel, readonly string[]> = {
  letter: ["来信", "信件", "信函", "letter"],
  visit: ["来访", "走访", "visit"],
  call: ["来电", "电话", "call"],
  fax: ["传真", "fax"],
  web: ["网上信访", "网信", "网上", "网络", "网上投诉", "web"],
};

const channelOf = new Map(
  channels.flatMap((channel) => words[channel].map((word) => [comparable(word), channel] as const)),
);

/** Null for a word outside the five forms. */
export const readChannel = (word: string): Channel | null => channelOf.get(comparable(word)) ?? null;
