import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { Field, TextArea } from "../../../ui/field.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import type { ShapeForm } from "./use-shape-form.ts";

/** The reason and the one button, at the foot of a page that changes the shape of incidents. */
export function ShapeFoot(props: { form: ShapeForm; submit: string; cancelTo: string; note?: ReactNode }) {
  const { form, submit, cancelTo, note } = props;
  const { t } = useTranslation("shape");
  return (
    <div className="shrink-0 border-t border-line bg-surface px-4 py-2" data-frame>
      {form.refused ? (
        <Band tone="bad" live title={form.refused.message} className="mb-2">
          {form.refused.code === "stale" ? t("stale") : Object.values(form.refused.fields ?? {}).join(" ")}
        </Band>
      ) : null}
      <Field label={t("reason")} required error={form.refused?.fields?.reason}>
        <TextArea
          name="reason"
          rows={2}
          maxLength={500}
          value={form.reason}
          onChange={(event) => form.type(event.currentTarget.value)}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-3 pt-2">
        <Button kind="filled" type="submit" busy={form.busy}>
          {submit}
        </Button>
        <ButtonLink to={cancelTo}>{t("cancel")}</ButtonLink>
        <span className="min-w-0 flex-1 text-12 text-text-2">{note}</span>
        <span className="inline-flex gap-1 phone:hidden">
          <Kbd>Ctrl</Kbd>
          <Kbd>Enter</Kbd>
        </span>
      </div>
    </div>
  );
}
