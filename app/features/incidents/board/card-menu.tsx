import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { type Phase, phaseNames, phases } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { IconButton } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { Menu, type MenuEntry } from "../../../ui/menu.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { optionOf } from "./card-facts.ts";
import { PHONE, useMedia } from "./use-media.ts";

/** ⋯ of a card: 移至… lists all eight phases, each closed one with its reason. `off`: why nothing can be moved now. */
export function CardMenu({
  card,
  off,
  onMove,
}: {
  card: ShownCard;
  off: string | null;
  onMove: (card: ShownCard, target: Phase) => void;
}) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const phone = useMedia(PHONE);
  const next = phases.find((phase) => {
    const option = optionOf(card, phase);
    return option.open && !option.back;
  });
  const entry = (phase: Phase): MenuEntry => {
    const label = inLanguage(phaseNames[phase], locale);
    if (phase === card.phase) return { id: phase, label, current: true, hint: t("menu.present") };
    if (off) return { id: phase, label, can: t("menu.off") };
    const option = optionOf(card, phase);
    if (!option.open) return { id: phase, label, can: option.why };
    return {
      id: phase,
      label,
      icon: option.back ? "history" : "chevron-right",
      hint: option.asks === "nothing" ? undefined : t(`menu.asks.${option.back ? "back" : option.asks}`),
      keyHint: phase === next && !phone ? "Enter" : undefined,
      onAction: () => onMove(card, phase),
    };
  };
  return (
    <Menu
      label={t("menu.label", { title: card.title })}
      placement={phone ? "bottom end" : "right top"}
      open={open}
      onOpenChange={setOpen}
      groups={[{ title: off ?? t("menu.title"), items: phases.map(entry) }]}
    >
      <IconButton
        icon="dots"
        size="small"
        label={t("menu.button")}
        className={cx(
          "border-act-line bg-act-tint !text-act desk:group-hover/card:inline-grid desk:group-focus-within/card:inline-grid phone:size-11 phone:border-transparent phone:bg-transparent print:hidden",
          !open && "desk:pointer-fine:hidden",
        )}
      />
    </Menu>
  );
}
