import { useRef } from "react";
import { type Choice, ComboBox } from "../../ui/combo-box.tsx";

type Props = {
  value: string | null;
  items: readonly Choice[];
  placeholder: string;
  onChange: (id: string | null) => void;
};

/** A unit of one's own choice stays as chosen, with its list closed; one that came from elsewhere (a draft, another editor) is shown anew. */
export function UnitChoice({ value, items, placeholder, onChange }: Props) {
  const own = useRef(value);
  const fromElsewhere = useRef(0);
  if (value !== own.current) {
    own.current = value;
    fromElsewhere.current += 1;
  }
  return (
    <ComboBox
      key={fromElsewhere.current}
      items={items}
      defaultValue={value}
      placeholder={placeholder}
      onChange={(id) => {
        own.current = id;
        onChange(id);
      }}
    />
  );
}
