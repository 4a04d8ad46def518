import { useEffect, useState } from "react";
import { PASSWORD_MIN } from "#domain/people/password-length.ts";
import type { PersonWithGrants, UnitChoice } from "#domain/people/register.ts";
import { Checkbox } from "../../ui/choice.tsx";
import { ComboBox } from "../../ui/combo-box.tsx";
import { Field, Select, TextArea, TextInput } from "../../ui/field.tsx";
import { PasswordInput } from "../session/password-input.tsx";
import { type PanelFields, PanelForm } from "./panel-form.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useTexts } from "./texts.ts";

/** A person with an account in a unit; grants are given afterwards. */
export function AddPerson({ unit }: { unit: { id: string; shortName: string } }) {
  const t = useTexts();
  const { panel } = useRegisterUrl();
  return (
    <PanelForm
      intent="add-person"
      of={unit.id}
      title={t("act.addPerson")}
      aside={<span className="truncate text-13 text-text-2">{unit.shortName}</span>}
      initial={{ name: "", login: "", title: "", phone: "" }}
      fixed={{ unitId: unit.id }}
      secret={["password"]}
      submit={t("person.add")}
      done={(outcome) => ({ toast: t("person.added"), to: panel("give", String(outcome.personId)) })}
    >
      {(fields) => (
        <>
          <Field label={t("person.name")} labelAt="beside" required error={fields.error("name")}>
            <TextInput {...fields.text("name")} maxLength={40} />
          </Field>
          <Field
            label={t("person.login")}
            labelAt="beside"
            required
            hint={t("person.loginHint")}
            error={fields.error("login")}
          >
            <TextInput {...fields.text("login")} maxLength={40} autoCapitalize="off" spellCheck={false} />
          </Field>
          <TitleAndPhone fields={fields} />
          <NewPassword fields={fields} />
        </>
      )}
    </PanelForm>
  );
}

export function EditPerson({ person, units }: { person: PersonWithGrants; units: UnitChoice[] }) {
  const t = useTexts();
  return (
    <PanelForm
      intent="edit-person"
      of={person.id}
      title={t("act.editPerson")}
      aside={<span className="truncate text-13 text-text-2">{person.name}</span>}
      initial={{ name: person.name, title: person.title, phone: "", noPhone: "", unitId: person.unitId }}
      fixed={{ personId: person.id, version: String(person.version) }}
      submit={t("save")}
      labels={{ name: t("person.name"), title: t("person.title") }}
      done={() => ({ toast: t("person.edited") })}
    >
      {(fields) => (
        <>
          <Field label={t("person.name")} labelAt="beside" required error={fields.error("name")}>
            <TextInput {...fields.text("name")} maxLength={40} />
          </Field>
          <Field label={t("person.login")} labelAt="beside" hint={t("person.loginStays")}>
            <TextInput readOnly value={person.login} />
          </Field>
          <Field
            label={t("column.unit")}
            labelAt="beside"
            required
            error={fields.error("unitId")}
            hint={
              fields.values.unitId === person.unitId
                ? undefined
                : t("person.grantsStay", { count: person.grants.length })
            }
          >
            <UnitPicker fields={fields} name="unitId" label={t("column.unit")} units={units} />
          </Field>
          <TitleAndPhone fields={fields} masked={person.phone} />
        </>
      )}
    </PanelForm>
  );
}

/** Found by pinyin where scripts run; a plain list otherwise. */
function UnitPicker({
  fields,
  name,
  label,
  units,
}: {
  fields: PanelFields;
  name: string;
  label: string;
  units: UnitChoice[];
}) {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted ? (
    <ComboBox
      name={name}
      label={label}
      items={units}
      value={fields.values[name] || null}
      onChange={(id) => fields.set(name, id ?? "")}
    />
  ) : (
    <Select {...fields.text(name)} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
  );
}

function TitleAndPhone({ fields, masked }: { fields: PanelFields; masked?: string }) {
  const t = useTexts();
  return (
    <>
      <Field label={t("person.title")} labelAt="beside" error={fields.error("title")}>
        <TextInput {...fields.text("title")} maxLength={40} />
      </Field>
      <Field
        label={t("person.phone")}
        labelAt="beside"
        error={fields.error("phone")}
        hint={masked ? t("person.phoneNow", { phone: masked }) : t("person.phoneHint")}
      >
        <TextInput {...fields.text("phone")} maxLength={30} inputMode="tel" />
        {masked ? (
          <Checkbox {...fields.box("noPhone")} className="mt-1">
            {t("person.noPhone")}
          </Checkbox>
        ) : null}
      </Field>
    </>
  );
}

function NewPassword({ fields }: { fields: PanelFields }) {
  const t = useTexts();
  return (
    <Field
      label={t("person.password")}
      labelAt="beside"
      required
      hint={t("person.passwordHint", { count: PASSWORD_MIN })}
      error={fields.error("password")}
    >
      <PasswordInput {...fields.text("password")} autoComplete="new-password" />
    </Field>
  );
}

/** An administrator's password: changed by the person at the next sign-in. */
export function ResetPassword({ person }: { person: PersonWithGrants }) {
  const t = useTexts();
  return (
    <PanelForm
      intent="reset-password"
      of={person.id}
      title={t("act.resetPassword")}
      aside={<span className="truncate text-13 text-text-2">{person.name}</span>}
      initial={{ withTotp: "", reason: "" }}
      fixed={{ personId: person.id }}
      secret={["password"]}
      submit={t("person.reset")}
      careful
      done={() => ({ toast: t("person.resetDone", { name: person.name }) })}
    >
      {(fields) => (
        <>
          <p className="text-13 text-text-2">{t("person.resetLead")}</p>
          <NewPassword fields={fields} />
          {person.hasTotp ? <Checkbox {...fields.box("withTotp")}>{t("person.withTotp")}</Checkbox> : null}
          <Field label={t("give.reason")} labelAt="beside" required error={fields.error("reason")}>
            <TextArea {...fields.text("reason")} rows={2} maxLength={500} />
          </Field>
        </>
      )}
    </PanelForm>
  );
}

/** 停用 and 启用, each with a reason. */
export function SwitchPerson({ person, on }: { person: PersonWithGrants; on: boolean }) {
  const t = useTexts();
  const words = on ? "enable" : "disable";
  return (
    <PanelForm
      intent={`${words}-person`}
      of={person.id}
      title={t(`act.${words}`)}
      aside={<span className="truncate text-13 text-text-2">{person.name}</span>}
      initial={{ reason: "" }}
      fixed={{ personId: person.id, version: String(person.version) }}
      submit={t(`act.${words}`)}
      careful={!on}
      done={() => ({ toast: t(`person.${words}dDone`, { name: person.name }) })}
    >
      {(fields) => (
        <>
          <p className="text-13 text-text-2">{t(`person.${words}Lead`)}</p>
          <Field label={t("give.reason")} required error={fields.error("reason")}>
            <TextArea {...fields.text("reason")} rows={3} maxLength={500} autoFocus />
          </Field>
        </>
      )}
    </PanelForm>
  );
}
