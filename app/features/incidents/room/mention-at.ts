/**
 * The mention that is being written at the caret: what stands after the last `@` before it, without spaces, at most 20
 * characters; null where there is none. An `@` inside a word (an address) begins none. `from` is the place of the `@`.
 */
export function mentionAt(text: string, caret: number): { query: string; from: number } | null {
  const found = /(?:^|[^A-Za-z0-9._-])@([^\s@，。、；：！？,;:!?()（）]{0,20})$/u.exec(text.slice(0, caret));
  return found ? { query: found[1]!, from: caret - found[1]!.length - 1 } : null;
}
