import { useTranslation } from "react-i18next";
import type { OfferedKind } from "#domain/incidents/templates/queries/template-plan.server.ts";
import { Field, Select } from "../../../ui/field.tsx";
import { useJson } from "../../people/use-json.ts";

/** The kinds that a report in this county may name, and whether it may be an exercise; null before they are known. */
export const useKinds = (countyId: string): { kinds: OfferedKind[]; drill: boolean } | null =>
  useJson<{ kinds: OfferedKind[]; drill: boolean }>(countyId ? `/incidents/kinds?county=${countyId}` : null, 0).answer;

/** 事件类别: may stay open; not shown where the county has no template. */
export function KindField(props: {
  kinds: OfferedKind[];
  value: string;
  error?: string;
  onChange: (id: string) => void;
}) {
  const { kinds, value, error, onChange } = props;
  const { t } = useTranslation("board");
  if (kinds.length === 0) return null;
  return (
    <Field label={t("report.fields.kind")} error={error} hint={t("report.hints.kind")}>
      <Select
        name="templateId"
        value={kinds.some((kind) => kind.id === value) ? value : ""}
        placeholder={t("report.noKind")}
        options={kinds.map((kind) => ({ value: kind.id, label: kind.kind }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
