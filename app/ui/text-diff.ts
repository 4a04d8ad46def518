export interface DiffPart {
  text: string;
  /** Only on this side. */
  changed: boolean;
}

/**
 * Where two texts differ, by characters: for each side its parts in order. Short islands of agreement (one character
 * between two changes) count as changed, so that words are marked whole. Longest common subsequence; beyond 2,000
 * characters on a side the middle is compared by lines.
 */
export function diffTexts(theirs: string, mine: string): { theirs: DiffPart[]; mine: DiffPart[] } {
  const a = [...theirs];
  const b = [...mine];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const long = middleA.length > 2000 || middleB.length > 2000;
  const kept = long ? commonOf(lines(middleA), lines(middleB)) : commonOf(middleA, middleB);
  const unitsA = long ? lines(middleA) : middleA;
  const unitsB = long ? lines(middleB) : middleB;
  const before = a.slice(0, head).join("");
  const after = a.slice(a.length - tail).join("");
  const side = (units: string[], keptAt: Set<number>) =>
    parts([
      { text: before, changed: false },
      ...withoutIslands(units.map((text, i) => ({ text, changed: !keptAt.has(i) }))),
      { text: after, changed: false },
    ]);
  return { theirs: side(unitsA, kept.a), mine: side(unitsB, kept.b) };
}

function commonOf(a: readonly string[], b: readonly string[]): { a: Set<number>; b: Set<number> } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
  const kept = { a: new Set<number>(), b: new Set<number>() };
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      kept.a.add(i++);
      kept.b.add(j++);
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) i++;
    else j++;
  }
  return kept;
}

function withoutIslands(units: DiffPart[]): DiffPart[] {
  return units.map((unit, i) => (units[i - 1]?.changed && units[i + 1]?.changed ? { ...unit, changed: true } : unit));
}

function parts(units: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const unit of units) {
    if (unit.text === "") continue;
    const last = joined[joined.length - 1];
    if (last && last.changed === unit.changed) last.text += unit.text;
    else joined.push({ ...unit });
  }
  return joined;
}

const lines = (characters: readonly string[]) => characters.join("").split(/(?<=\n)/);
