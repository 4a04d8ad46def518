import { Icon } from "../../ui/icons.tsx";
import { useAccountTexts } from "./answer.ts";

/** 已保存, beside the button that did it. */
export function Saved({ when, text }: { when: boolean; text?: string }) {
  const t = useAccountTexts();
  return (
    <span role="status" className="text-13 text-ok">
      {when ? (
        <span className="inline-flex items-center gap-1">
          <Icon name="check" />
          {text ?? t("saved")}
        </span>
      ) : null}
    </span>
  );
}
