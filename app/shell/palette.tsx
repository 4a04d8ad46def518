import { useFetcher, useNavigate } from "@remix-run/react";
import { Command } from "cmdk";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "../ui/icons.tsx";
import { Kbd, KeyHint } from "../ui/kbd.tsx";
import { isComposing } from "../ui/keys.ts";
import { Matched } from "../ui/matched.tsx";
import { initials, matchText } from "../ui/pinyin-match.ts";
import { useSlow } from "../ui/skeleton.tsx";
import { DrillTag, LevelTag } from "../ui/tag.tsx";

/** One hit. `syllables` has one entry a character (see ui/pinyin-match.ts) and lets the matched part be underlined. */
export interface PaletteItem {
  id: string;
  /** Where it leads. */
  to: string;
  name: string;
  syllables?: readonly string[];
  /** Incidents: their level. */
  level?: 1 | 2 | 3 | 4;
  /** An exercise: marked as such. */
  drill?: boolean;
  /** What else matched: 地点 and its name. */
  also?: { label: string; text: string; syllables?: readonly string[] };
  /** At the right: unit and duty of a person, phase of an incident. Nothing else about people. */
  detail?: string;
}

export type PaletteGroupId = "units" | "people" | "incidents" | "submissions" | "matters" | "policies" | "pages";

/** What `GET /palette?q=` answers: groups with at least one hit, in the order in which they are shown. */
export interface PaletteResponse {
  query: string;
  groups: { id: PaletteGroupId; items: PaletteItem[] }[];
}

const icons: Record<PaletteGroupId, IconName> = {
  units: "unit",
  people: "person",
  incidents: "board",
  submissions: "mail",
  matters: "file-text",
  policies: "book",
  pages: "right",
};

export interface PaletteProps {
  open: boolean;
  onClose: () => void;
  /** The resource route that answers `PaletteResponse`. */
  from?: string;
}

/** Ctrl+K or /: units, people, incidents and pages by initials, full pinyin or characters. */
export function Palette({ open, onClose, from = "/palette" }: PaletteProps) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      isDismissable
      className="fixed inset-0 z-50 bg-veil p-4 pt-[10vh] transition-opacity data-[entering]:opacity-0 phone:p-0"
    >
      <Modal className="mx-auto w-[560px] max-w-full">
        <PaletteDialog onClose={onClose} from={from} />
      </Modal>
    </ModalOverlay>
  );
}

function PaletteDialog({ onClose, from }: { onClose: () => void; from: string }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const fetcher = useFetcher<PaletteResponse>();
  const [query, setQuery] = useState("");
  const { load } = fetcher;
  useEffect(() => {
    const timer = setTimeout(() => load(`${from}?q=${encodeURIComponent(query.trim())}`), query === "" ? 0 : 120);
    return () => clearTimeout(timer);
  }, [query, from, load]);
  const groups = fetcher.data?.groups ?? [];
  const slow = useSlow(fetcher.state !== "idle");
  const items = new Map(
    groups.flatMap((group) => group.items.map((item): [string, PaletteItem] => [`${group.id}/${item.id}`, item])),
  );
  const [chosen, setChosen] = useState("");
  const open = (to: string) => {
    onClose();
    navigate(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const item = items.get(chosen);
    if (item) window.open(item.to, "_blank", "noopener");
  };
  return (
    <Dialog
      aria-label={t("palette.label")}
      className="overflow-clip rounded-dialog border border-line-2 bg-raised shadow-float outline-none phone:rounded-none"
    >
      <Command
        shouldFilter={false}
        loop
        value={chosen}
        onValueChange={setChosen}
        label={t("palette.label")}
        onKeyDown={onKeyDown}
      >
        <div className="flex h-11 items-center gap-3 border-b border-line px-4">
          <Icon name="search" />
          <Command.Input
            autoFocus
            value={query}
            onValueChange={setQuery}
            placeholder={t("palette.placeholder")}
            className="h-full min-w-0 flex-1 bg-transparent text-14 outline-none phone:text-16"
          />
          <button type="button" onClick={onClose} aria-label={t("palette.close")} className="min-h-6">
            <Kbd>Esc</Kbd>
          </button>
        </div>
        <Command.List className="max-h-[50vh] overflow-y-auto py-1" label={t("palette.results")}>
          {slow ? (
            <Command.Loading>
              {<p className="px-4 py-3 text-13 text-text-3">{t("palette.searching")}</p>}
            </Command.Loading>
          ) : null}
          {groups.map((group) => (
            <Command.Group
              key={group.id}
              heading={t(`palette.group.${group.id}`)}
              className="[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-text-3"
            >
              {group.items.map((item) => (
                <Hit
                  key={item.id}
                  value={`${group.id}/${item.id}`}
                  icon={icons[group.id]}
                  item={item}
                  query={query}
                  onPick={() => open(item.to)}
                />
              ))}
            </Command.Group>
          ))}
        </Command.List>
        {groups.length === 0 && fetcher.data && fetcher.state === "idle" ? (
          <p className="px-4 py-3 text-13 text-text-3" role="status">
            {query.trim() === "" ? t("palette.hint") : t("palette.none", { query })}
          </p>
        ) : null}
        <div className="flex items-center gap-4 border-t border-line px-4 py-2 text-12 text-text-2 phone:hidden">
          <KeyHint keys={["↑", "↓"]}>{t("palette.choose")}</KeyHint>
          <KeyHint keys={["Enter"]}>{t("palette.open")}</KeyHint>
          <KeyHint keys={["Ctrl", "Enter"]}>{t("palette.openNew")}</KeyHint>
          <span className="ml-auto text-text-3">{t("palette.how")}</span>
        </div>
      </Command>
    </Dialog>
  );
}

function Hit(props: { value: string; icon: IconName; item: PaletteItem; query: string; onPick: () => void }) {
  const { value, icon, item, query, onPick } = props;
  const inName = matchText(query, item.name, item.syllables);
  const letters = item.syllables && /^[a-z\s']+$/i.test(query.trim()) && inName ? initials(item.syllables) : null;
  return (
    <Command.Item
      value={value}
      onSelect={onPick}
      className="group flex min-h-8 cursor-pointer items-center gap-3 border-l-3 border-transparent px-3 text-13 data-[selected=true]:border-act data-[selected=true]:bg-act-tint phone:min-h-phone"
    >
      <Icon name={icon} className="text-text-2" />
      {item.level ? <LevelTag level={item.level} /> : null}
      {item.drill ? <DrillTag /> : null}
      <span className="truncate">
        <Matched text={item.name} part={query.trim() === "" ? null : inName} />
      </span>
      {letters ? <span className="text-12 text-text-3">{letters}</span> : null}
      {item.also ? (
        <span className="truncate text-12 text-text-2">
          {item.also.label}{" "}
          <Matched text={item.also.text} part={inName ? null : matchText(query, item.also.text, item.also.syllables)} />
        </span>
      ) : null}
      <span className="ml-auto shrink-0 text-12 text-text-3">
        <span className="group-data-[selected=true]:hidden">{item.detail}</span>
        <span className="hidden group-data-[selected=true]:inline">
          <Kbd>Enter</Kbd>
        </span>
      </span>
    </Command.Item>
  );
}
