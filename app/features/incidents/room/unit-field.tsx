import { useMemo } from "react";
import { isActive } from "#domain/incidents/assignment-machine.ts";
import { ComboBox } from "../../../ui/combo-box.tsx";
import { Field } from "../../../ui/field.tsx";
import { ListFailed } from "../../../ui/list-failed.tsx";
import { useDispatchUnits } from "../dispatch-dialog.tsx";
import { useRoomState } from "./room-context.ts";

type Props = {
  name: string;
  label: string;
  error?: string;
  defaultValue?: string | null;
  onChange?: (unitId: string | null) => void;
};

/** One unit: those of this incident first, then all others. */
export function UnitField({ name, label, error, defaultValue, onChange }: Props) {
  const { units: all, failed, again } = useDispatchUnits();
  const here = useRoomState("units");
  const items = useMemo(() => {
    const first = here.filter((unit) => isActive(unit.state)).map((unit) => ({ id: unit.unitId, name: unit.unitName }));
    const known = new Set(first.map((unit) => unit.id));
    const others = (all ?? []).filter((unit) => !known.has(unit.id));
    return [...first, ...others.map((unit) => ({ id: unit.id, name: unit.name, detail: unit.above ?? undefined }))];
  }, [all, here]);
  // The name of the unit that is chosen already is known first; then the field stays the same, whatever comes into its list.
  const known = !defaultValue || items.some((item) => item.id === defaultValue);
  return (
    <Field label={label} required error={error}>
      <ComboBox
        items={items}
        name={name}
        defaultValue={defaultValue}
        onChange={onChange}
        key={known ? "known" : "waiting"}
      />
      {failed ? <ListFailed onAgain={again} /> : null}
    </Field>
  );
}
