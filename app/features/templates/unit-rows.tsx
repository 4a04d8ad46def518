import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import type { TemplateUnit } from "#domain/incidents/templates/body.ts";
import { type UnitSort, unitSortNames, unitSorts } from "#domain/incidents/templates/unit-sorts.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { IconButton } from "../../ui/button.tsx";
import { Field, Select, TextInput } from "../../ui/field.tsx";
import { ListFailed } from "../../ui/list-failed.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { useDispatchUnits } from "../incidents/dispatch-dialog.tsx";
import { change, line, Part, type Rows } from "./body-rows.tsx";
import { UnitChoice } from "./unit-choice.tsx";

/** The unit of a line is known by its name before the list is there, or when it has left the list. */
const withOwn = <I extends { id: string }>(items: readonly I[], unit: TemplateUnit) =>
  unit.unitId && !items.some((item) => item.id === unit.unitId)
    ? [...items, { id: unit.unitId, name: unit.unitName }]
    : items;

/** 单位: one by name, or the county's unit of a sort, with a role and what is asked of it. */
export function UnitRows({ body, onChange, error, newKey }: Rows) {
  const { t } = useTranslation("templates");
  const locale = useLocale();
  const { units: all, failed, again } = useDispatchUnits();
  const items = useMemo(
    () => [
      ...unitSortNames.map((sort) => ({
        id: `sort:${sort}`,
        name: t("sortOf", { sort: inLanguage(unitSorts[sort].name, locale) }),
        detail: t("sort"),
      })),
      ...(all ?? []).map(({ id, name, above }) => ({ id, name, detail: above ?? undefined })),
    ],
    [all, locale, t],
  );
  const set = (key: string, to: Partial<TemplateUnit>) => onChange({ units: change(body.units, key, to) });
  const choose = (key: string, id: string | null) => {
    const sort = id?.startsWith("sort:") ? (id.slice(5) as UnitSort) : null;
    set(key, {
      sort,
      unitId: sort ? null : id,
      unitName: sort ? "" : (items.find((item) => item.id === id)?.name ?? ""),
    });
  };
  const remove = (key: string) =>
    onChange({
      units: body.units.filter((one) => one.key !== key),
      tasks: body.tasks.filter((one) => one.to !== key),
      demands: body.demands.filter((one) => one.to !== key),
    });
  return (
    <Part
      title={t("units")}
      count={body.units.length}
      add={t("addUnit")}
      error={error("body.units")}
      onAdd={() =>
        onChange({
          units: [
            ...body.units,
            {
              ...{ key: newKey(), unitId: null, unitName: "", sort: null, note: "" },
              role: body.units.some((one) => one.role === "lead") ? "support" : "lead",
            },
          ],
        })
      }
    >
      {body.units.map((unit, i) => (
        <li key={unit.key} className={`${line} grid-cols-[minmax(0,4fr)_96px_minmax(0,5fr)_auto]`}>
          <Field
            label={t("unitNo", { no: i + 1 })}
            labelAt="hidden"
            error={error(`body.units.${i}.unitId`)}
            hint={all || failed ? undefined : t("loading")}
          >
            <UnitChoice
              items={withOwn(items, unit)}
              value={unit.sort ? `sort:${unit.sort}` : unit.unitId}
              placeholder={t("unitPlaceholder")}
              onChange={(id) => choose(unit.key, id)}
            />
            {failed ? <ListFailed onAgain={again} /> : null}
          </Field>
          <Field label={t("role")} labelAt="hidden" error={error(`body.units.${i}.role`)}>
            <Select
              value={unit.role}
              options={Object.entries(assignmentRoles).map(([value, words]) => ({
                value,
                label: inLanguage(words, locale),
              }))}
              onChange={(event) => set(unit.key, { role: event.target.value as TemplateUnit["role"] })}
            />
          </Field>
          <Field label={t("note")} labelAt="hidden" error={error(`body.units.${i}.note`)} className="phone:col-span-2">
            <TextInput
              value={unit.note}
              maxLength={500}
              placeholder={t("note")}
              onChange={(event) => set(unit.key, { note: event.target.value })}
            />
          </Field>
          <IconButton
            icon="x"
            label={t("removeLine", { no: i + 1, part: t("units") })}
            onClick={() => remove(unit.key)}
          />
        </li>
      ))}
    </Part>
  );
}
