import { useState } from "react";

/** What is chosen among many, and how one is chosen or no longer. */
export function useChosen<T>(): [ReadonlySet<T>, (one: T, on: boolean) => void] {
  const [chosen, setChosen] = useState<ReadonlySet<T>>(new Set());
  const mark = (one: T, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(one);
    else next.delete(one);
    setChosen(next);
  };
  return [chosen, mark];
}
