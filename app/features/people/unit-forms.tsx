import type { UnitHead } from "#domain/people/register.ts";
import { Checkbox } from "../../ui/choice.tsx";
import { Field, Select, TextArea, TextInput } from "../../ui/field.tsx";
import { type PanelFields, PanelForm } from "./panel-form.tsx";
import { useTexts } from "./texts.ts";

const kinds = ["county", "department", "township", "office"] as const;

export function AddUnit({ parent }: { parent: UnitHead }) {
  const t = useTexts();
  return (
    <PanelForm
      intent="add-unit"
      of={parent.id}
      title={t("unit.add")}
      aside={<span className="truncate text-13 text-text-2">{t("unit.under", { name: parent.shortName })}</span>}
      initial={{ name: "", shortName: "", kind: parent.kind === "city" ? "" : "department", isMember: "" }}
      fixed={{ parentId: parent.id }}
      submit={t("unit.addSubmit")}
      done={(outcome) => ({ toast: t("unit.added"), to: `/admin/units/${outcome.unitId}` })}
    >
      {(fields) => (
        <>
          <Names fields={fields} />
          <Field label={t("unit.kind")} labelAt="beside" required error={fields.error("kind")}>
            <Select
              {...fields.text("kind")}
              placeholder={t("unit.chooseKind")}
              options={kinds.map((kind) => ({ value: kind, label: t(`unit.kinds.${kind}`) }))}
            />
          </Field>
          <Checkbox {...fields.box("isMember")}>{t("unit.isMember")}</Checkbox>
        </>
      )}
    </PanelForm>
  );
}

export function EditUnit({ unit }: { unit: UnitHead }) {
  const t = useTexts();
  return (
    <PanelForm
      intent="edit-unit"
      of={unit.id}
      title={t("act.editUnit")}
      aside={<span className="truncate text-13 text-text-2">{unit.shortName}</span>}
      initial={{ name: unit.name, shortName: unit.shortName, isMember: unit.isMember ? "on" : "" }}
      fixed={{ unitId: unit.id, version: String(unit.version) }}
      submit={t("save")}
      labels={{ name: t("unit.name"), shortName: t("unit.shortName") }}
      done={() => ({ toast: t("unit.edited") })}
    >
      {(fields) => (
        <>
          <Names fields={fields} />
          <Checkbox {...fields.box("isMember")}>{t("unit.isMember")}</Checkbox>
        </>
      )}
    </PanelForm>
  );
}

export function CloseUnit({ unit }: { unit: UnitHead }) {
  const t = useTexts();
  return (
    <PanelForm
      intent="close-unit"
      of={unit.id}
      title={t("act.closeUnit")}
      aside={<span className="truncate text-13 text-text-2">{unit.shortName}</span>}
      initial={{ reason: "" }}
      fixed={{ unitId: unit.id, version: String(unit.version) }}
      submit={t("act.closeUnit")}
      careful
      done={() => ({
        toast: t("unit.closed", { name: unit.shortName }),
        to: `/admin/units/${unit.above.at(-1)?.id ?? ""}`,
      })}
    >
      {(fields) => (
        <>
          <p className="text-13 text-text-2">{t("unit.closeLead")}</p>
          <Field label={t("give.reason")} required error={fields.error("reason")}>
            <TextArea {...fields.text("reason")} rows={3} maxLength={500} autoFocus />
          </Field>
        </>
      )}
    </PanelForm>
  );
}

function Names({ fields }: { fields: PanelFields }) {
  const t = useTexts();
  return (
    <>
      <Field label={t("unit.name")} labelAt="beside" required error={fields.error("name")}>
        <TextInput {...fields.text("name")} maxLength={80} />
      </Field>
      <Field
        label={t("unit.shortName")}
        labelAt="beside"
        required
        hint={t("unit.shortNameHint")}
        error={fields.error("shortName")}
      >
        <TextInput {...fields.text("shortName")} maxLength={20} />
      </Field>
    </>
  );
}
