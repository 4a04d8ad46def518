/** The three facts that are edited together, with the version an editor began from. */
export type SavedFacts = { factsVersion: number; title: string; place: string; cause: string };
export const factsFields = ["title", "place", "cause"] as const;
export type FactsField = (typeof factsFields)[number];
export type FactsChange = Partial<Pick<SavedFacts, FactsField>>;

/** What a form changes of `base`; its values are the texts of the fields. */
export function changesOf(base: SavedFacts, values: { [name: string]: string }): FactsChange {
  const change: FactsChange = {};
  if (values.title !== undefined && values.title.trim() !== base.title) change.title = values.title.trim();
  if (values.place !== undefined && values.place.trim() !== base.place) change.place = values.place.trim();
  if (values.cause !== undefined && values.cause.trim() !== base.cause) change.cause = values.cause.trim();
  return change;
}

/** The fields that both have changed since `base`, to different values. */
export const conflictsOf = (base: SavedFacts, current: SavedFacts, mine: FactsChange): FactsField[] =>
  factsFields.filter(
    (field) => mine[field] !== undefined && current[field] !== base[field] && current[field] !== mine[field],
  );
