import { useEffect, useState } from "react";
import { type duties, dutyNames } from "#domain/people/duties.ts";
import type { PersonWithGrants, PreviewView, UnitPanel } from "#domain/people/register.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice.tsx";
import { ComboBox } from "../../ui/combo-box.tsx";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, Select, TextArea, TextInput } from "../../ui/field.tsx";
import { GrantPreviewCard } from "./grant-preview-card.tsx";
import { type PanelFields, PanelForm, useFormValues, type Values } from "./panel-form.tsx";
import { useTexts, useWords } from "./texts.ts";
import { useJson } from "./use-json.ts";

export type GiveGrantProps = {
  panel: Extract<UnitPanel, { kind: "give" }>;
  /** Whom one may choose when the drawer was opened for the unit. */
  people: PersonWithGrants[];
  unit: { id: string };
  /** Days the term begins with: today. */
  today: string;
  at: string | null;
  /** What the drawer would add, for the table and the grid. */
  onPreview: (preview: PreviewView | null, values: Values) => void;
};

/** 授权: a duty, a scope, a term and the order behind it. Says what will be possible before the button. */
export function GiveGrant({ panel, people, unit, today, at, onPreview }: GiveGrantProps) {
  const { t, duty } = useWords();
  const { draft, person } = panel;
  const initial: Values = {
    personId: person?.id ?? "",
    duty: draft.duty,
    scopeKind: draft.scopeKind || "unit",
    scope: draft.scope || unit.id,
    notBefore: draft.notBefore || today,
    notAfter: draft.notAfter,
    orderNumber: draft.orderNumber,
    reason: draft.reason,
  };
  const [values, report] = useFormValues();
  const preview = usePreview(values, panel.preview, unit.id, at);
  useEffect(() => onPreview(preview, values), [onPreview, preview, values]);
  useEffect(() => () => onPreview(null, {}), [onPreview]);
  const chosen = person ?? people.find((one) => one.id === values.personId) ?? null;
  return (
    <PanelForm
      intent="give"
      of={person?.id ?? unit.id}
      title={t("give.title")}
      aside={<span className="truncate text-13 text-text-2">{chosen?.name}</span>}
      initial={initial}
      fixed={person ? { personId: person.id } : {}}
      submit={t("give.submit")}
      done={() => ({
        toast: t("give.done", {
          name: chosen?.name ?? "",
          duty: values.duty ? duty(values.duty as keyof typeof duties) : "",
        }),
      })}
      onValues={report}
    >
      {(fields) => (
        <>
          {person ? (
            <Field label={t("column.person")} labelAt="beside">
              <TextInput readOnly value={`${person.name}　${person.unitName}`} />
            </Field>
          ) : (
            <Field label={t("column.person")} labelAt="beside" required error={fields.error("personId")}>
              <Select
                {...fields.text("personId")}
                placeholder={t("give.choosePerson")}
                options={people
                  .filter((one) => one.disabledAt === null && one.can.grant === true)
                  .map((one) => ({ value: one.id, label: one.name }))}
              />
            </Field>
          )}
          <Field label={t("column.duty")} labelAt="beside" required error={fields.error("duty")}>
            <Select
              {...fields.text("duty")}
              placeholder={t("give.chooseDuty")}
              options={dutyNames.map((name) => ({ value: name, label: duty(name) }))}
            />
          </Field>
          <ScopeFields fields={fields} units={panel.units} />
          <Term fields={fields} preview={preview} />
          <Field label={t("column.order")} labelAt="beside" required error={fields.error("orderNumber")}>
            <TextInput {...fields.text("orderNumber")} maxLength={60} />
          </Field>
          <Field label={t("give.reason")} labelAt="beside" required error={fields.error("reason")}>
            <TextArea {...fields.text("reason")} rows={2} maxLength={500} />
          </Field>
          <WithoutScripts personId={person?.id} />
          {preview?.ok ? <GrantPreviewCard preview={preview.preview} /> : null}
        </>
      )}
    </PanelForm>
  );
}

function ScopeFields({ fields, units }: { fields: PanelFields; units: Extract<UnitPanel, { kind: "give" }>["units"] }) {
  const { t } = useWords();
  const scripted = useScripted();
  const isUnit = fields.values.scopeKind !== "incident";
  const isId = /^[0-9a-f]{8}-/.test(fields.values.scope ?? "");
  const change = (kind: string) => {
    fields.set("scopeKind", kind);
  };
  return (
    <Field
      label={t("column.scope")}
      labelAt="beside"
      required
      error={fields.error("scope") ?? fields.error("scopeKind")}
    >
      <Segmented
        label={t("column.scope")}
        name="scopeKind"
        value={fields.values.scopeKind}
        onChange={change}
        wide
        className="mb-1.5"
        options={[
          { value: "unit", label: t("give.scopeUnit") },
          { value: "incident", label: t("give.scopeIncident") },
        ]}
      />
      {isUnit && scripted ? (
        <ComboBox
          name="scope"
          label={t("column.scope")}
          items={units}
          value={isId ? (fields.values.scope ?? null) : null}
          onChange={(id) => fields.set("scope", id ?? "")}
          placeholder={t("give.chooseUnit")}
        />
      ) : isUnit ? (
        <Select {...fields.text("scope")} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
      ) : (
        <TextInput
          name="scope"
          value={isId ? "" : fields.values.scope}
          onChange={(event) => fields.set("scope", event.target.value)}
          placeholder={t("give.incidentNumber")}
        />
      )}
    </Field>
  );
}

function Term({ fields, preview }: { fields: PanelFields; preview: PreviewView | null }) {
  const { t } = useWords();
  const wrong = preview && !preview.ok ? preview.fields : {};
  const begin = fields.error("notBefore") ?? (fields.values.notBefore ? wrong.notBefore : undefined);
  const end = fields.error("notAfter") ?? (fields.values.notAfter ? wrong.notAfter : undefined);
  return (
    <Field
      label={t("give.term")}
      labelAt="beside"
      required
      error={[begin, end].filter((text) => text !== undefined)}
      hint={preview?.ok ? t("give.days", { count: preview.days, until: preview.until }) : t("give.exclusive")}
    >
      <span className="flex items-center gap-2">
        <DateTimeInput
          kind="date"
          className="min-w-0 flex-1"
          {...fields.text("notBefore")}
          aria-label={t("column.from")}
          aria-invalid={begin ? true : undefined}
        />
        <span aria-hidden="true" className="text-text-2">
          {t("give.to")}
        </span>
        <DateTimeInput
          kind="date"
          className="min-w-0 flex-1"
          {...fields.text("notAfter")}
          aria-label={t("column.until")}
          aria-invalid={end ? true : undefined}
        />
      </span>
    </Field>
  );
}

/** Without scripts the consequences come by asking for the page with what is filled in. */
function WithoutScripts({ personId }: { personId: string | undefined }) {
  const t = useTexts();
  if (useScripted()) return null;
  return (
    <>
      {personId ? <input type="hidden" name="id" value={personId} /> : null}
      <Button type="submit" formMethod="get" name="panel" value="give">
        {t("give.look")}
      </Button>
    </>
  );
}

function useScripted(): boolean {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted;
}

/** The consequences of what is filled in, asked for a moment after the last change. The last answer stays while a new one is on its way. */
function usePreview(values: Values, first: PreviewView | null, unitId: string, at: string | null): PreviewView | null {
  const { personId, duty, scopeKind = "unit", scope, notBefore, notAfter } = values;
  const asked =
    personId && duty && scope && notBefore && notAfter
      ? { personId, duty, scopeKind, scope, notBefore, notAfter, unitId, ...(at && { at }) }
      : null;
  const { answer } = useJson<PreviewView>(asked && `/admin/preview?${new URLSearchParams(asked)}`, 200);
  return asked ? (answer ?? first) : null;
}
