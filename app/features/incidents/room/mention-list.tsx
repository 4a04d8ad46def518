import { useTranslation } from "react-i18next";
import type { MentionablePerson } from "#domain/incidents/queries/mentionable.server.ts";
import { cx } from "../../../ui/class-names.ts";
import { Matched } from "../../../ui/matched.tsx";
import { matchText } from "../../../ui/pinyin-match.ts";

type Props = {
  id: string;
  label: string;
  people: readonly MentionablePerson[];
  /** The one that Enter takes. */
  at: number;
  query: string;
  onChoose: (person: MentionablePerson) => void;
};

/** Who may be mentioned, above the composer. The focus stays in the text; the field names the chosen one. */
export function MentionList({ id, label, people, at, query, onChoose }: Props) {
  const { t } = useTranslation("room");
  return (
    <div className="absolute bottom-full left-0 z-20 mb-1 max-h-60 w-[320px] max-w-full overflow-y-auto rounded-dialog border border-line-2 bg-raised py-1 text-13 shadow-float">
      {people.length === 0 ? <p className="px-3 py-2 text-text-3">{t("mention.none", { query })}</p> : null}
      <div id={id} role="listbox" aria-label={label}>
        {people.map((person, i) => (
          <div
            key={person.id}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            // The field keeps the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(person);
            }}
            className={cx(
              "flex min-h-7 cursor-pointer items-center gap-3 px-3 phone:min-h-phone",
              i === at ? "bg-act-tint font-bold text-act" : "hover:bg-hover",
            )}
          >
            <span className="truncate">
              <Matched text={person.name} part={matchText(query, person.name)} />
            </span>
            <span className="ml-auto shrink-0 text-12 font-normal text-text-3">{person.unitName}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
