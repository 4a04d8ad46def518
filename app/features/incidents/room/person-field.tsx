import type { MentionablePerson } from "#domain/incidents/queries/mentionable.server.ts";
import { ComboBox } from "../../../ui/combo-box.tsx";
import { Field } from "../../../ui/field.tsx";
import { ListFailed } from "../../../ui/list-failed.tsx";
import { useJson } from "../../people/use-json.ts";
import { useActing } from "./room-context.ts";

type Props = {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  required?: boolean;
  /** Of whom one is chosen: everybody who may read the incident, or who may own a task of this unit; null until the unit is known. */
  of: "readers" | { unitId: string | null };
};

/** One person of those who may be chosen here. */
export function PersonField({ name, label, hint, error, required, of }: Props) {
  const { incidentId } = useActing();
  const asked = of === "readers" ? "all=1" : of.unitId && `unit=${of.unitId}`;
  const list = useJson<{ people: MentionablePerson[] }>(asked && `/incidents/${incidentId}/people?${asked}`, 0);
  const people = list.waiting || list.failed ? [] : (list.answer?.people ?? []);
  return (
    <Field label={label} required={required} hint={hint} error={error}>
      <ComboBox
        key={asked}
        name={name}
        readOnly={!asked}
        items={people.map((one) => ({ id: one.id, name: one.name, detail: one.unitName }))}
      />
      {list.failed ? <ListFailed onAgain={list.again} /> : null}
    </Field>
  );
}
