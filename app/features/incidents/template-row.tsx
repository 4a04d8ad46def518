import { useTranslation } from "react-i18next";
import { Checkbox } from "../../ui/choice.tsx";
import type { Choice } from "../../ui/combo-box.tsx";
import { Field } from "../../ui/field.tsx";
import { Tag } from "../../ui/tag.tsx";
import { UnitChoice } from "../templates/unit-choice.tsx";

type Props = {
  words: string;
  detail: string;
  /** In the incident already: said, and nothing to tick. */
  there: boolean;
  on: boolean;
  onToggle: (on: boolean) => void;
  /** Where no single unit fits: the units of that sort first, then all others. */
  choose: { value: string | null; first: Choice[]; items: Choice[]; onChange: (id: string | null) => void } | null;
};

/** One line of what a template would add. */
export function PlanRow({ words, detail, there, on, onToggle, choose }: Props) {
  const { t } = useTranslation("templates");
  const known = new Set(choose?.first.map((one) => one.id));
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b border-line py-1.5">
      {there ? (
        <span className="pl-6 text-13 text-text-3">
          {words}
          <span className="block text-12">{detail}</span>
        </span>
      ) : (
        <Checkbox checked={on} onChange={(event) => onToggle(event.target.checked)} hint={detail}>
          {words}
        </Checkbox>
      )}
      {there ? <Tag icon="check">{t("apply.there")}</Tag> : null}
      {choose && !there ? (
        <Field
          label={t("apply.unitOf", { line: words })}
          labelAt="hidden"
          className="w-52 phone:col-span-2 phone:w-full"
        >
          <UnitChoice
            value={choose.value}
            items={[...choose.first, ...choose.items.filter((one) => !known.has(one.id))]}
            placeholder={t("unitPlaceholder")}
            onChange={(id) => {
              choose.onChange(id);
              onToggle(id !== null);
            }}
          />
        </Field>
      ) : null}
    </li>
  );
}
