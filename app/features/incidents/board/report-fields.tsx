import { useTranslation } from "react-i18next";
import type { BoardView } from "#domain/incidents/board.ts";
import { type Level, levelNumbers, levels } from "#domain/incidents/levels.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Checkbox, ChoiceGroup } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/class-names.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FieldError, FormRow, Select, TextArea, TextInput } from "../../../ui/field.tsx";
import { LevelMark } from "../../../ui/icons.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { KindField, useKinds } from "./report-kind.tsx";

/** What a report says, as its inputs hold it. `occurredAt` is a local time in Shanghai. */
export type ReportDraft = {
  title: string;
  level: string;
  countyId: string;
  place: string;
  cause: string;
  occurredAt: string;
  drill: boolean;
  /** The kind, by its template; "" leaves it open. */
  templateId?: string;
};

export type ReportFieldsProps = {
  values: ReportDraft;
  errors?: Record<string, string>;
  counties: BoardView["counties"];
  /** Minutes to accept, by level. */
  accept: BoardView["acceptMinutes"];
  /** Without it the browser keeps the values itself, as in a form without scripts. */
  onChange?: (change: Partial<ReportDraft>) => void;
};

const colours: { [L in Level]: string } = { 1: "text-l1", 2: "text-l2", 3: "text-l3", 4: "text-l4" };

/** The fields of a report, by their names in ReportIncidentInput. */
export function ReportFields({ values, errors = {}, counties, accept, onChange }: ReportFieldsProps) {
  const { t } = useTranslation("board");
  const text = (name: "title" | "place" | "cause" | "occurredAt" | "countyId") =>
    onChange
      ? {
          name,
          value: values[name],
          onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
        }
      : { name, defaultValue: values[name] };
  const offered = useKinds(onChange ? values.countyId : "");
  const mayDrill = offered?.drill !== false;
  const tick = onChange
    ? {
        checked: values.drill,
        onChange: (event: { target: { checked: boolean } }) => onChange({ drill: event.target.checked }),
      }
    : { defaultChecked: values.drill };
  return (
    <div className="flex flex-col gap-3">
      <Field label={t("report.fields.title")} required error={errors.title} hint={t("report.hints.title")}>
        <TextInput {...text("title")} maxLength={60} autoFocus={Boolean(onChange)} />
      </Field>
      <Levels values={values} accept={accept} error={errors.level} onChange={onChange} />
      <FormRow>
        <Field label={t("report.fields.county")} required error={errors.countyId}>
          <Select
            {...text("countyId")}
            placeholder={t("report.chooseCounty")}
            options={counties.filter((county) => county.report).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label={t("report.fields.occurredAt")} required error={errors.occurredAt ?? errors.eventTime}>
          <DateTimeInput {...text("occurredAt")} />
        </Field>
      </FormRow>
      <Field label={t("report.fields.place")} required error={errors.place} hint={t("report.hints.place")}>
        <TextInput {...text("place")} maxLength={120} />
      </Field>
      <Field label={t("report.fields.cause")} error={errors.cause}>
        <TextArea {...text("cause")} rows={3} maxLength={2000} />
      </Field>
      {onChange ? (
        <KindField
          kinds={offered?.kinds ?? []}
          value={values.templateId ?? ""}
          error={errors.templateId}
          onChange={(templateId) => onChange({ templateId })}
        />
      ) : null}
      <Checkbox
        name="drill"
        value="true"
        hint={mayDrill ? t("report.hints.drill") : t("report.hints.noDrill")}
        disabled={!mayDrill && !values.drill}
        {...tick}
      >
        {t("report.fields.drill")}
      </Checkbox>
    </div>
  );
}

/** Four levels by shape and word, with how soon units must accept. */
function Levels(props: Pick<ReportFieldsProps, "values" | "accept" | "onChange"> & { error?: string }) {
  const { values, accept, error, onChange } = props;
  const { t } = useTranslation("board");
  const locale = useLocale();
  return (
    <ChoiceGroup legend={`${t("report.fields.level")} *`}>
      <div className="grid grid-cols-4 gap-2 phone:grid-cols-2">
        {levelNumbers.map((level) => (
          <label
            key={level}
            className={cx(
              "relative flex min-h-11 items-center gap-2 rounded-control border px-2.5 py-1 has-[:checked]:border-act has-[:checked]:bg-act-tint has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-act",
              error ? "border-bad" : "border-control",
            )}
          >
            <input
              type="radio"
              name="level"
              value={level}
              className="absolute inset-0 m-0 cursor-pointer appearance-none opacity-0"
              aria-describedby={error ? "report-level-error" : undefined}
              {...(onChange
                ? { checked: values.level === String(level), onChange: () => onChange({ level: String(level) }) }
                : { defaultChecked: values.level === String(level) })}
            />
            <LevelMark level={level} className={colours[level]} />
            <span>
              <b className={cx("block text-13", colours[level])}>{inLanguage(levels[level].name, locale)}</b>
              <span className="block text-12 text-text-2">{t("report.accept", { count: accept[level] })}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id="report-level-error" errors={error ? [error] : []} />
    </ChoiceGroup>
  );
}
