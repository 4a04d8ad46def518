import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextArea } from "./field.tsx";
import { type DiffPart, diffTexts } from "./text-diff.ts";
import { toast } from "./toast-queue.ts";

export interface ConflictDialogProps {
  open: boolean;
  /** Closing keeps mine as a draft: the caller stores it. */
  onClose: (mine: string) => void;
  /** Who saved first, when, and what: who, the time, the thing */
  lead: ReactNode;
  theirs: { text: string; by: string; at: string };
  mine: { text: string; since?: string };
  onSaveMine: (text: string) => void;
  onKeepTheirs: () => void;
  busy?: boolean;
}

/** Two people changed the same text. Both stay; differences are marked on each side; mine can be edited. */
export function ConflictDialog({
  open,
  onClose,
  lead,
  theirs,
  mine,
  onSaveMine,
  onKeepTheirs,
  busy,
}: ConflictDialogProps) {
  const { t } = useTranslation("ui");
  const [text, setText] = useState(mine.text);
  useEffect(() => {
    if (open) setText(mine.text);
  }, [open, mine.text]);
  const diff = useMemo(() => diffTexts(theirs.text, text), [theirs.text, text]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ title: t("conflict.copied") });
  };
  return (
    <Dialog
      open={open}
      onClose={() => onClose(text)}
      icon="swap"
      title={t("conflict.title")}
      lead={lead}
      foot={
        <>
          <Button kind="filled" busy={busy} onClick={() => onSaveMine(text)}>
            {t("conflict.saveMine")}
          </Button>
          <Button onClick={onKeepTheirs}>{t("conflict.keepTheirs")}</Button>
        </>
      }
      footEnd={
        <Button kind="text" onClick={copy}>
          {t("conflict.copyMine")}
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-3 phone:grid-cols-1">
        <div className="min-w-0">
          <SideHead title={t("conflict.theirs")} note={`${theirs.by}　${theirs.at}`} />
          <p className="min-h-22 rounded-control border border-line-2 bg-sunken px-2.5 py-2 text-14 whitespace-pre-wrap">
            <Marked parts={diff.theirs} className="border-warn-fill bg-warn-tint" />
          </p>
        </div>
        <div className="min-w-0">
          <SideHead
            title={t("conflict.mine")}
            note={mine.since ? t("conflict.since", { time: mine.since }) : t("conflict.editable")}
          />
          <div className="field-box relative rounded-control border border-control bg-surface">
            <p
              aria-hidden="true"
              className="pointer-events-none min-h-22 px-2.5 py-2 text-14 break-words whitespace-pre-wrap"
            >
              <Marked parts={diff.mine} className="border-act-fill bg-act-tint" />
              {"\u200b"}
            </p>
            <TextArea
              bare
              autoFocus
              aria-label={t("conflict.mine")}
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={1}
              maxRows={99}
              className="absolute inset-0 !h-full resize-none px-2.5 py-2 break-words !text-transparent caret-text phone:!text-14"
            />
          </div>
        </div>
      </div>
    </Dialog>
  );
}

function SideHead({ title, note }: { title: string; note: string }) {
  return (
    <div className="mb-0.5 flex items-baseline justify-between">
      <b className="text-13">{title}</b>
      <span className="text-12 text-text-3">{note}</span>
    </div>
  );
}

function Marked({ parts, className }: { parts: readonly DiffPart[]; className: string }) {
  return (
    <>
      {parts.map((part, i) =>
        part.changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in order
          <mark key={i} className={`border-b-2 text-text ${className}`}>
            {part.text}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in order
          <span key={i}>{part.text}</span>
        ),
      )}
    </>
  );
}
