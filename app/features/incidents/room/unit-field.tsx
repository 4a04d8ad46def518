import { useMemo } from "react";
import { isActive } from "#domain/incidents/assignment-machine.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";
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

/** One unit: those of the room's incident first, then all others. */
export const UnitField = (props: Props) => <UnitOf {...props} here={useRoomState("units")} />;

/** The same on any page of the incident; `here`: its parts. */
export function UnitOf({ here, name, label, error, defaultValue, onChange }: Props & { here: readonly RoomUnit[] }) {
  const { units: all, failed, again } = useDispatchUnits();
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
