import type { Ref } from "react";
import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { acceptedExtensions } from "#domain/incidents/attachments/file-kinds.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Segmented } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/class-names.ts";
import { FieldError, TextInput } from "../../../ui/field.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import type { Outbox } from "../../offline/outbox.ts";
import type { OutboxItem } from "../../offline/outbox-item.ts";
import { ComposerText, type ComposerTextHandle } from "./composer-text.tsx";
import { DraftNote } from "./draft-note.tsx";
import { EventTime } from "./event-time.tsx";
import { UploadTray } from "./upload-tray.tsx";
import { type ComposerDraft, type Mode, useComposerDraft } from "./use-composer-draft.ts";
import { useUploads } from "./use-uploads.ts";

export type ComposerHandle = {
  focus(): void;
  /** Puts an entry that has left the queue back, with the files that only this browser has. */
  takeBack(item: OutboxItem, files: readonly File[]): void;
  drop(files: readonly File[]): void;
};

type Props = {
  incidentId: string;
  draftKey: string;
  outbox: Outbox;
  /** Of the form without JavaScript: sending it twice acts once. */
  formId: string;
  initial?: string;
  mayCount: boolean;
  /** The connection is away: what is written waits in this browser. */
  away: boolean;
  onInstruction: ((typed: string) => void) | null;
  onWriting: (on: boolean) => void;
  onSent: () => void;
  handle: Ref<ComposerHandle>;
};

/** Pressed again within this time after sending, an empty composer says nothing. */
const SECOND_PRESS_MS = 1500;
const WRITING_MS = 4000;
/**
 * Where entries are written. It shares no state with the timeline: whatever comes live, text, caret, input method and menus here
 * stay as they are. Sending empties it at once; the entry goes on in the outbox.
 */
export const Composer = memo(function Composer({
  incidentId,
  draftKey,
  outbox,
  formId,
  initial,
  mayCount,
  away,
  onInstruction,
  onWriting,
  onSent,
  handle,
}: Props) {
  const { t } = useTranslation("room");
  const text = useRef<ComposerTextHandle>(null);
  const count = useRef<HTMLInputElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [mode, setMode] = useState<Mode>("post");
  const [eventTime, setEventTime] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [dragged, setDragged] = useState(false);
  const files = useUploads(incidentId);
  const sentAt = useRef(0);
  const writing = useRef<ReturnType<typeof setTimeout>>(undefined);

  const current = useCallback(
    (): ComposerDraft => ({
      text: text.current?.text() ?? "",
      mentions: text.current?.mentions() ?? [],
      mode,
      count: count.current?.value ?? "",
      eventTime,
      files: files.uploads.flatMap((upload) => (upload.sent ? [upload.sent] : [])),
    }),
    [mode, eventTime, files.uploads],
  );
  const put = useCallback(
    (draft: ComposerDraft) => {
      setMode(draft.mode);
      setEventTime(draft.eventTime);
      text.current?.set(draft.text, draft.mentions);
      if (count.current) count.current.value = draft.count;
      files.restore(draft.files);
    },
    [files.restore],
  );
  const draft = useComposerDraft({ key: draftKey, current, put });
  // biome-ignore lint/correctness/useExhaustiveDependencies: these belong to the draft; the text tells its own changes
  useEffect(() => draft.changed(), [mode, eventTime, files.uploads.length]);

  const stopWriting = useCallback(() => {
    clearTimeout(writing.current);
    onWriting(false);
  }, [onWriting]);
  useEffect(() => stopWriting, [stopWriting]);
  const onChange = (value: string) => {
    setError(null);
    draft.changed();
    clearTimeout(writing.current);
    if (value.trim() === "") return onWriting(false);
    onWriting(true);
    writing.current = setTimeout(() => onWriting(false), WRITING_MS);
  };

  useImperativeHandle(handle, () => ({
    focus: () => (mode === "post" ? text.current?.focus() : count.current?.focus()),
    takeBack(item, kept) {
      const now = current();
      put({
        text: [now.text, item.text].filter(Boolean).join("\n"),
        mentions: [...now.mentions, ...item.mentions],
        mode: item.intent === "head-count" ? "head-count" : "post",
        count: item.count === null ? now.count : String(item.count),
        eventTime: item.eventTime ?? item.writtenAt,
        files: item.files.flatMap((file) => (file.sent ? [file.sent] : [])),
      });
      if (kept.length > 0) files.add(kept);
      draft.changed();
      text.current?.focus();
    },
    drop: files.add,
  }));

  const send = (event: FormEvent) => {
    event.preventDefault();
    const now = current();
    const number = now.count.trim() === "" ? null : Number(now.count);
    const going = files.uploads.some((upload) => upload.state !== "failed");
    const isEmpty = mode === "post" ? now.text.trim() === "" && !going : number === null;
    if (isEmpty) {
      if (Date.now() - sentAt.current > SECOND_PRESS_MS)
        setError(t(mode === "post" ? "composer.empty" : "composer.noCount"));
      return;
    }
    if (mode === "head-count" && (number === null || !Number.isInteger(number) || number < 0)) {
      setError(t("composer.badCount"));
      return;
    }
    sentAt.current = Date.now();
    const written = {
      incidentId,
      intent: mode,
      text: mode === "post" ? now.text.trim() : "",
      mentions: mode === "post" ? now.mentions : [],
      count: mode === "head-count" ? number : null,
      about: null,
      eventTime,
    };
    void outbox.add(written, mode === "post" ? files.take() : []);
    if (mode === "post") text.current?.set("", []);
    else if (count.current) count.current.value = "";
    setEventTime(null);
    setError(null);
    stopWriting();
    draft.clear();
    onSent();
  };

  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    files.add(pasted);
  };
  const onDrag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    setDragged(event.type === "dragover");
    if (event.type === "drop") files.add([...event.dataTransfer.files]);
  };

  return (
    <form
      method="post"
      onSubmit={send}
      className="phone:flex phone:items-end phone:gap-2"
      aria-label={t("composer.label")}
    >
      <input type="hidden" name="intent" value={mode} />
      <input type="hidden" name="incidentId" value={incidentId} />
      <input type="hidden" name="commandId" value={formId} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by the button as well */}
      <div
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={onDrag}
        className={cx(
          "field-box rounded-control border bg-surface focus-within:outline-2 focus-within:outline-act phone:min-w-0 phone:flex-1 phone:[&:not(:focus-within)]:flex phone:[&:not(:focus-within)]:items-center",
          dragged ? "border-act bg-act-tint" : "border-control",
        )}
      >
        <div className={mode === "post" ? "phone:min-w-0 phone:flex-1" : "hidden"}>
          <ComposerText
            ref={text}
            incidentId={incidentId}
            name="text"
            label={t("composer.text")}
            placeholder={t(away ? "composer.placeholderAway" : "composer.placeholder")}
            initial={initial}
            invalid={error !== null}
            onChange={onChange}
            onPaste={onPaste}
            onBlur={stopWriting}
          />
        </div>
        <div className={cx("flex items-center gap-2 px-2.5 py-1", mode === "head-count" ? undefined : "hidden")}>
          <span>{t("composer.countLabel")}</span>
          <TextInput
            ref={count}
            type="number"
            inputMode="numeric"
            min={0}
            max={1_000_000}
            step={1}
            name={mode === "head-count" ? "count" : undefined}
            aria-label={t("composer.countLabel")}
            onInput={() => onChange("")}
            className="!w-24"
          />
          <span className="text-text-2">{t("composer.countUnit")}</span>
        </div>
        <UploadTray uploads={files.uploads} onRemove={files.remove} />
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-1.5 py-1 phone:flex-nowrap phone:gap-0 phone:border-t-0">
          {mayCount || onInstruction ? (
            <Segmented
              label={t("composer.mode")}
              name="composer-mode"
              value={mode}
              onChange={(value) =>
                value === "instruction" ? onInstruction?.(text.current?.text() ?? "") : setMode(value as Mode)
              }
              options={[
                { value: "post", label: t("composer.modes.post") },
                ...(mayCount ? [{ value: "head-count", label: t("composer.modes.count") }] : []),
                ...(onInstruction ? [{ value: "instruction", label: t("composer.modes.instruction") }] : []),
              ]}
              className="phone:hidden noscript:hidden"
            />
          ) : null}
          <EventTime value={eventTime} onChange={setEventTime} />
          <IconButton
            icon="at"
            label={t("composer.mention")}
            onClick={() => text.current?.type("@")}
            className={mode === "post" ? "phone:!hidden" : "hidden"}
          />
          <IconButton
            icon="paperclip"
            label={t("composer.attach")}
            onClick={() => chooser.current?.click()}
            className={mode === "post" ? undefined : "hidden"}
          />
          <input
            ref={chooser}
            type="file"
            multiple
            accept={acceptedExtensions}
            className="hidden"
            aria-label={t("composer.attach")}
            onChange={(event) => {
              files.add([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <span className="ml-auto inline-flex items-center gap-2 phone:hidden">
            <DraftNote savedAt={draft.savedAt} />
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd>
            <Button kind="filled" type="submit">
              {t(away ? "composer.queue" : "composer.send")}
            </Button>
          </span>
        </div>
      </div>
      <FieldError errors={error ? [error] : []} />
      <Button kind="filled" type="submit" size="phone" className="!hidden phone:!inline-flex">
        {t("composer.send")}
      </Button>
    </form>
  );
});
