import { useTranslation } from "react-i18next";
import { Checkbox } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { type KeyBinding, useKeyList } from "../ui/keys.ts";

export interface HelpDialogProps {
  open: boolean;
  onClose: () => void;
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
}

/** All keys that act on this page, and the one place where single letters are switched off. */
export function HelpDialog({ open, onClose, singleKeys, onSingleKeys }: HelpDialogProps) {
  const { t } = useTranslation("shell");
  const bindings = useKeyList();
  const everywhere = t("keys.everywhere");
  const groups = new Map<string, KeyBinding[]>();
  for (const one of bindings) {
    if (!one.label) continue;
    const group = one.group ?? everywhere;
    const listed = groups.get(group) ?? [];
    if (!listed.some((other) => other.key === one.key)) groups.set(group, [...listed, one]);
  }
  const fixed: [string[], string][] = [
    [["Ctrl", "Enter"], t("keys.submit")],
    [["Enter"], t("keys.open")],
    [["Space"], t("keys.select")],
    [["Esc"], t("keys.close")],
  ];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("keys.title")}
      icon="keyboard"
      foot={
        <Checkbox
          checked={singleKeys}
          onChange={(event) => onSingleKeys(event.target.checked)}
          hint={t("keys.singleHint")}
        >
          {t("keys.single")}
        </Checkbox>
      }
    >
      <div className="grid grid-cols-2 gap-x-8 gap-y-4 phone:grid-cols-1">
        {[...groups].map(([group, listed]) => (
          <section key={group}>
            <h3 className="mb-1 text-12 text-text-3">{group}</h3>
            <dl>
              {listed.map((one) => (
                <Row key={one.key} keys={one.key.split("+").map(keyName)} words={one.label ?? ""} />
              ))}
              {group === everywhere
                ? fixed.map(([keys, words]) => <Row key={words} keys={keys} words={words} />)
                : null}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Row({ keys, words }: { keys: readonly string[]; words: string }) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-3 border-b border-line text-13">
      <dt>{words}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}

const arrows: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  " ": "Space",
};
const keyName = (key: string) => arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
