import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { type Level, levelNumbers, levels } from "#domain/incidents/levels.ts";
import { inLanguage, type Locale } from "#domain/kernel/sentence.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Checkbox, Segmented, ToggleSet } from "../../../ui/choice.tsx";
import { Select } from "../../../ui/field.tsx";
import { LevelMark } from "../../../ui/icons.tsx";
import { BarField, QueryBar } from "../../../ui/query-bar.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { boardPath, levelsOf, noFilter } from "./filters.ts";

const colours: { [L in Level]: string } = { 1: "text-l1", 2: "text-l2", 3: "text-l3", 4: "text-l4" };

/** The filters of the board: they act at once and live in the address. Without scripts a button sends them. */
export function FilterBar({
  view,
  filter,
  onFilter,
}: {
  view: BoardView;
  filter: BoardFilter;
  onFilter: (filter: BoardFilter) => void;
}) {
  const { t } = useTranslation("board");
  const { t: ui } = useTranslation("ui");
  const locale = useLocale();
  const set = (change: Partial<BoardFilter>) =>
    onFilter({ ...filter, ...change, closedBefore: null, reviewedBefore: null });
  const choices = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <QueryBar
      atOnce
      resetTo={boardPath(noFilter)}
      summary={filterWords(filter, view, locale, t).join(t("list"))}
      end={
        <Segmented
          label={t("filter.whose")}
          name="whose"
          value={filter.mine ? "1" : ""}
          onChange={(value) => set({ mine: value === "1" })}
          options={[
            { value: "", label: t("filter.all") },
            { value: "1", label: t("filter.mine"), count: view.mine },
          ]}
          className="desk:hidden"
        />
      }
    >
      <BarField label={t("filter.county")} width="w-28">
        <Select
          name="county"
          value={filter.county ?? ""}
          onChange={(event) => set({ county: event.target.value || null })}
          placeholder={t("filter.allCounties")}
          options={choices(view.counties)}
        />
      </BarField>
      <div className="inline-flex items-center gap-1.5 text-13 text-text-2 phone:flex-wrap">
        <span aria-hidden="true">{t("filter.level")}</span>
        <ToggleSet
          label={t("filter.level")}
          name="level"
          values={filter.levels.map(String)}
          onChange={(values) => set({ levels: levelsOf(values) })}
          options={levelNumbers.map((level) => ({
            value: String(level),
            label: <span className={colours[level]}>{inLanguage(levels[level].name, locale)}</span>,
            mark: <LevelMark level={level} size={14} className={colours[level]} />,
            count: view.byLevel[level],
          }))}
        />
      </div>
      <BarField label={t("filter.unit")} width="w-37">
        <Select
          name="unit"
          value={filter.unit ?? ""}
          onChange={(event) => set({ unit: event.target.value || null })}
          placeholder={t("filter.allUnits")}
          options={choices(view.units)}
        />
      </BarField>
      <Segmented
        label={t("filter.whose")}
        name="mine"
        value={filter.mine ? "1" : ""}
        onChange={(value) => set({ mine: value === "1" })}
        options={[
          { value: "", label: t("filter.all") },
          { value: "1", label: t("filter.mine"), count: view.mine },
        ]}
        className="phone:hidden"
      />
      <input type="hidden" name="drills" value="0" />
      <Checkbox
        name="drills"
        value="1"
        checked={filter.drills}
        onChange={(event) => set({ drills: event.target.checked })}
      >
        {t("filter.drills")}
      </Checkbox>
      <ButtonLink to={boardPath(noFilter)} className="desk:hidden">
        {ui("query.reset")}
      </ButtonLink>
      <noscript>
        <Button type="submit">{ui("query.submit")}</Button>
      </noscript>
    </QueryBar>
  );
}

/** What is set, in words: 县区 南圩县, 等级 一级, 只看我的. Nothing set: 全部县区, 全部等级. */
export function filterWords(filter: BoardFilter, view: BoardView, locale: Locale, t: TFunction<"board">): string[] {
  const named = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? t("filter.words.unknown");
  const words = [
    filter.county ? t("filter.words.county", { name: named(view.counties, filter.county) }) : null,
    filter.levels.length > 0
      ? t("filter.words.level", {
          names: filter.levels.map((level) => inLanguage(levels[level].name, locale)).join(t("list")),
        })
      : null,
    filter.unit ? t("filter.words.unit", { name: named(view.units, filter.unit) }) : null,
    filter.mine ? t("filter.words.mine") : null,
    filter.drills ? null : t("filter.words.noDrills"),
  ].filter((word) => word !== null);
  return words.length > 0 ? words : [t("filter.allCounties"), t("filter.allLevels")];
}
