import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type EntryFilter, entryFilters } from "#domain/incidents/entry-kinds.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Segmented } from "../../../ui/choice.tsx";
import { TextInput } from "../../../ui/field.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { isComposing } from "../../../ui/keys.ts";
import { useRoomPart } from "./room-context.ts";

type Props = {
  filter: EntryFilter;
  onFilter: (filter: EntryFilter) => void;
  query: string;
  onQuery: (query: string) => void;
  onPinned: (seq: number) => void;
};

/** Filters with their counts, search, and the pinned entry. */
export function TimelineHead({ filter, onFilter, query, onQuery, onPinned }: Props) {
  const { t } = useTranslation("room");
  const counts = useRoomPart((held) => held.counts);
  const pinnedSeq = useRoomPart((held) => held.room.facts.pinnedSeq);
  const pinnedText = useRoomPart((held) => held.room.facts.pinnedText);
  const [searching, setSearching] = useState(false);
  return (
    <div
      className="flex h-8 shrink-0 items-center gap-1 border-b border-line px-2 narrow:h-auto narrow:min-h-8 narrow:flex-wrap phone:min-h-phone phone:group-data-[panel=main]/room:hidden"
      data-frame
    >
      <Segmented
        label={t("timeline.filter")}
        name="entries"
        value={filter}
        onChange={(value) => onFilter(value as EntryFilter)}
        options={entryFilters.map((one) => ({ value: one, label: t(`timeline.filters.${one}`), count: counts[one] }))}
        className="shrink-0 !border-0 [&>label]:rounded-control [&>label]:border-l-0"
      />
      {searching ? (
        <Search
          query={query}
          onQuery={onQuery}
          onClose={() => {
            onQuery("");
            setSearching(false);
          }}
        />
      ) : (
        <IconButton icon="search" size="small" label={t("timeline.search")} onClick={() => setSearching(true)} />
      )}
      {pinnedSeq !== null && !searching ? (
        <button
          type="button"
          onClick={() => onPinned(pinnedSeq)}
          title={pinnedText ?? undefined}
          className="ml-auto inline-flex h-6 min-w-0 flex-1 items-center justify-end gap-1.5 px-1 text-12 text-text-2 hover:text-act"
        >
          <Icon name="pushpin" size={14} />
          <span className="shrink-0">{t("timeline.pinned", { seq: pinnedSeq })}</span>
          <span className="truncate pl-1.5 text-text">{pinnedText}</span>
        </button>
      ) : null}
    </div>
  );
}

/** The words are taken over when the input method has finished and the typing pauses. */
function Search({ query, onQuery, onClose }: { query: string; onQuery: (query: string) => void; onClose: () => void }) {
  const { t } = useTranslation("room");
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    input.current?.focus();
    return () => clearTimeout(timer.current);
  }, []);
  const take = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onQuery(input.current?.value.trim() ?? ""), 250);
  };
  return (
    <search className="ml-1 flex w-60 items-center gap-1">
      <TextInput
        ref={input}
        icon="search"
        type="search"
        aria-label={t("timeline.search")}
        placeholder={t("timeline.searchHint")}
        defaultValue={query}
        onInput={(event) => {
          if (!(event.nativeEvent as InputEvent).isComposing) take();
        }}
        onCompositionEnd={take}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !isComposing(event.nativeEvent)) onClose();
        }}
        className="!h-6"
      />
      <IconButton icon="x" size="small" label={t("timeline.searchClose")} onClick={onClose} />
    </search>
  );
}
