import { useEffect, useMemo, useState } from "react";
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { useFieldIds } from "./field.tsx";
import { Icon } from "./icons.tsx";
import { Matched } from "./matched.tsx";
import { type Named, rankByName } from "./pinyin-match.ts";

/** A unit, a person, anything that is found by its name. */
export interface Choice extends Named {
  id: string;
  /** What stands at the right: the unit and duty of a person, the district of a unit. */
  detail?: string;
}

export interface ComboBoxProps {
  items: readonly Choice[];
  /** The name in the form: the id of the chosen item is posted. */
  name?: string;
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (id: string | null) => void;
  /** Only needed outside `Field`. */
  label?: string;
  placeholder?: string;
  readOnly?: boolean;
  /** At most this many are listed; the rest is found by typing. */
  most?: number;
}

/** One of many, found by characters, full pinyin or initials. */
export function ComboBox({
  items,
  name,
  value,
  defaultValue,
  onChange,
  label,
  placeholder,
  readOnly,
  most = 60,
}: ComboBoxProps) {
  const { t } = useTranslation("ui");
  const ids = useFieldIds({});
  const [own, setOwn] = useState<string | null>(defaultValue ?? null);
  const chosen = value === undefined ? own : value;
  const nameOf = (id: string | null) => items.find((item) => item.id === id)?.name ?? "";
  const [query, setQuery] = useState(nameOf(chosen));
  const [typed, setTyped] = useState(false);
  const spelt = useSpelling(items, typed);
  const hits = useMemo(() => rankByName(typed ? query : "", spelt).slice(0, most), [typed, query, spelt, most]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field follows the choice, not the list
  useEffect(() => {
    setQuery(nameOf(chosen));
    setTyped(false);
  }, [chosen]);

  const choose = (id: string | null) => {
    setOwn(id);
    // Where the page holds the value, the text follows that: a field that adds to a list is empty again.
    setQuery(nameOf(value === undefined ? id : value));
    setTyped(false);
    if (id !== chosen) onChange?.(id);
  };

  return (
    <AriaComboBox
      aria-label={label ?? (ids.id ? undefined : placeholder)}
      id={ids.id}
      items={hits.map((hit) => ({ ...hit.item, part: hit.part }))}
      inputValue={query}
      onInputChange={(text) => {
        setTyped(text !== nameOf(chosen));
        setQuery(text);
      }}
      value={chosen}
      onChange={(key) => choose(key === null ? null : String(key))}
      isReadOnly={readOnly}
      isInvalid={ids["aria-invalid"]}
      menuTrigger="focus"
      allowsEmptyCollection
      className="block"
    >
      {name ? <input type="hidden" name={name} value={chosen ?? ""} /> : null}
      <div
        className={cx(
          "field-box relative flex h-control items-center rounded-control border border-control phone:h-phone",
          readOnly ? "bg-sunken" : "bg-surface",
        )}
      >
        <Input
          id={ids.id}
          aria-describedby={ids["aria-describedby"]}
          placeholder={placeholder ?? t("combo.placeholder")}
          className="h-full w-full min-w-0 rounded-control bg-transparent px-2 text-13 outline-none phone:text-16"
          autoComplete="off"
        />
        {readOnly ? (
          <Icon name="lock" className="mr-2 text-text-2" />
        ) : chosen ? (
          <button
            type="button"
            aria-label={t("combo.clear")}
            onClick={() => choose(null)}
            className="mr-0.5 inline-grid size-6 shrink-0 place-content-center text-text-2"
          >
            <Icon name="x" />
          </button>
        ) : (
          <AriaButton
            aria-label={t("combo.open")}
            className="mr-0.5 inline-grid size-6 shrink-0 place-content-center text-text-2"
          >
            <Icon name="chevron-down" />
          </AriaButton>
        )}
      </div>
      <Popover
        offset={4}
        className="w-(--trigger-width) min-w-[220px] overflow-auto rounded-dialog border border-line-2 bg-raised py-1 shadow-float"
      >
        <ListBox
          className="outline-none"
          renderEmptyState={() => <div className="px-3 py-2 text-13 text-text-3">{t("combo.none", { query })}</div>}
        >
          {(item: Choice & { part: { from: number; to: number } }) => (
            <ListBoxItem
              id={item.id}
              textValue={item.name}
              className="flex min-h-7 cursor-pointer items-center gap-3 px-3 text-13 outline-none data-[focused]:bg-act-tint data-[selected]:font-bold phone:min-h-phone"
            >
              <span className="truncate">
                <Matched text={item.name} part={item.part} />
              </span>
              {item.detail ? <span className="ml-auto shrink-0 text-12 text-text-3">{item.detail}</span> : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/** Adds pinyin to items that come without it, once somebody types; the dictionary is loaded only then. */
function useSpelling(items: readonly Choice[], wanted: boolean): readonly Choice[] {
  const [spell, setSpell] = useState<((text: string) => string[]) | null>(null);
  const missing = items.some((item) => !item.syllables);
  useEffect(() => {
    if (!wanted || !missing || spell) return;
    let gone = false;
    import("pinyin-pro").then(({ pinyin }) => {
      if (!gone) setSpell(() => (text: string) => pinyin(text, { toneType: "none", type: "array", v: true }));
    });
    return () => {
      gone = true;
    };
  }, [wanted, missing, spell]);
  return useMemo(
    () => (spell ? items.map((item) => (item.syllables ? item : { ...item, syllables: spell(item.name) })) : items),
    [items, spell],
  );
}

export interface MultiComboBoxProps extends Omit<ComboBoxProps, "value" | "defaultValue" | "onChange"> {
  values: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Several of many: chips above, the field below adds one more. Each chosen id is posted under `name`. */
export function MultiComboBox({ values, onChange, items, name, ...rest }: MultiComboBoxProps) {
  const { t } = useTranslation("ui");
  const chosen = values
    .map((id) => items.find((item) => item.id === id))
    .filter((item): item is Choice => item !== undefined);
  return (
    <div>
      {chosen.length > 0 ? (
        <ul className="mb-1 flex flex-wrap gap-1">
          {chosen.map((item) => (
            <li
              key={item.id}
              className="inline-flex h-6 items-center rounded-tag border border-act-line bg-act-tint pl-2 text-12 text-act"
            >
              {item.name}
              {name ? <input type="hidden" name={name} value={item.id} /> : null}
              <button
                type="button"
                aria-label={t("combo.remove", { name: item.name })}
                onClick={() => onChange(values.filter((id) => id !== item.id))}
                className="inline-grid size-6 place-content-center"
              >
                <Icon name="x" size={12} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <ComboBox
        {...rest}
        items={items.filter((item) => !values.includes(item.id))}
        value={null}
        onChange={(id) => {
          if (id) onChange([...values, id]);
        }}
      />
    </div>
  );
}
