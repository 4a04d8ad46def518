import { type AccessAction, accessActions } from "#domain/audit/access.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../ui/class-names.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { useLocale } from "../../ui/use-format.ts";

const faces: { [A in AccessAction]: { icon: IconName; look?: string } } = {
  open: { icon: "file" },
  reveal: { icon: "eye", look: "font-bold text-act" },
  export: { icon: "download" },
  print: { icon: "print" },
  download: { icon: "paperclip" },
  search: { icon: "search" },
  refused: { icon: "ban", look: "font-bold text-bad" },
};

/** What was done, as icon and word; a reveal and a refusal stand out. */
export function ActionMark({ action }: { action: AccessAction }) {
  const locale = useLocale();
  const { icon, look } = faces[action];
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", look ?? "text-text-2")}>
      <Icon name={icon} size={14} />
      {inLanguage(accessActions[action], locale)}
    </span>
  );
}
