import { useTranslation } from "react-i18next";
import { KeyHint } from "../../../ui/kbd.tsx";
import type { Carry } from "./column-state.ts";

/** The foot while a card is carried: what is moved, and the keys of it. */
export function CarryBar({ carry }: { carry: Carry }) {
  const { t } = useTranslation("board");
  return (
    <div
      data-frame
      className="absolute inset-x-0 bottom-0 z-20 flex h-[34px] items-center gap-3 overflow-hidden bg-bar px-4 text-12 whitespace-nowrap text-bar-text phone:fixed"
    >
      <span className="truncate text-13">{t("carry.moving", { title: carry.card.title })}</span>
      <span className="h-4 border-l border-bar-line" />
      <KeyHint keys={["←", "→"]} tone="on-bar">
        {t("carry.choose")}
      </KeyHint>
      <KeyHint keys={["Enter"]} tone="on-bar">
        {t("carry.put")}
      </KeyHint>
      <KeyHint keys={["Esc"]} tone="on-bar">
        {t("carry.back")}
      </KeyHint>
      <span className="ml-auto text-bar-text-2 max-mid:hidden">{t("carry.seen")}</span>
    </div>
  );
}
