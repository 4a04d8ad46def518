import { cx } from "./class-names.ts";

export interface AvatarProps {
  name: string;
  size?: 18 | 24 | 28;
  /** Oneself in a row of faces. */
  self?: boolean;
  /** Was here, is not now: dashed. */
  gone?: boolean;
  onBar?: boolean;
  /** The name stands beside it: then the circle is decoration. */
  decorative?: boolean;
}

/** A person as one character in a circle. Nobody has a colour of their own. */
export function Avatar({ name, size = 24, self, gone, onBar, decorative }: AvatarProps) {
  const first = [...name.trim()][0] ?? "?";
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name })}
      className={cx(
        "inline-grid shrink-0 place-content-center rounded-full border leading-none",
        size === 18 ? "size-[18px] text-12" : size === 24 ? "size-6 text-12" : "size-7 text-13",
        onBar
          ? "border-bar-line bg-bar-field text-bar-text"
          : self
            ? "border-act bg-act-tint font-bold text-act"
            : "border-line-2 bg-sunken text-text",
        gone && "border-dashed",
      )}
    >
      {first.toUpperCase()}
    </span>
  );
}

/** Faces in a row, overlapping; beyond `most` a number. */
export function AvatarRow({
  people,
  most = 6,
  label,
}: {
  people: { id: string; name: string; self?: boolean; gone?: boolean }[];
  most?: number;
  label: string;
}) {
  const shown = people.slice(0, most);
  const rest = people.length - shown.length;
  return (
    <ul className="flex items-center pl-1" aria-label={label}>
      {shown.map((one) => (
        <li key={one.id} className="-ml-1 rounded-full ring-2 ring-surface">
          <Avatar name={one.name} self={one.self} gone={one.gone} />
        </li>
      ))}
      {rest > 0 ? <li className="pl-1 text-12 text-text-2">+{rest}</li> : null}
    </ul>
  );
}
