import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isPreviewable, opensInline } from "#domain/incidents/attachments/file-kinds.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { formatBytes } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import type { SentFile } from "../../offline/queue.ts";
import { useRoom } from "./room-context.ts";

/** A file of an entry: its name, size and 打开. Images open over the room, the rest in a tab or as a download. */
export function AttachmentChip({ file, struck }: { file: SentFile; struck?: boolean }) {
  const { t } = useTranslation("room");
  const { t: off } = useTranslation("offline");
  const { incidentId, reachable } = useRoom();
  const [open, setOpen] = useState(false);
  const address = `/incidents/${incidentId}/attachments/${file.id}`;
  const isImage = isPreviewable(file.contentType);
  const inline = opensInline(file.contentType);
  return (
    <span className="inline-flex h-control max-w-full items-center gap-2 rounded-control border border-line-2 bg-surface px-2.5 text-13 phone:h-phone">
      <Icon name={isImage ? "image" : "file"} className="text-text-2" />
      <span className={struck ? "truncate line-through" : "truncate"} title={file.name}>
        {file.name}
      </span>
      <span className="shrink-0 text-12 text-text-3">{formatBytes(file.size)}</span>
      {reachable !== true ? (
        <span className="shrink-0 text-12 text-text-3">{off("attachment")}</span>
      ) : (
        <a
          href={address}
          target={inline ? "_blank" : undefined}
          rel="noreferrer"
          className="inline-grid h-6 shrink-0 place-content-center text-act hover:underline"
          aria-label={t("attachment.openNamed", { name: file.name })}
          onClick={(event) => {
            if (!isImage || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            setOpen(true);
          }}
        >
          {inline ? t("attachment.open") : t("attachment.download")}
        </a>
      )}
      {open ? (
        <Dialog
          open
          onClose={() => setOpen(false)}
          size="wide"
          title={file.name}
          foot={
            <ButtonLink to={`${address}?download`} reload icon="download">
              {t("attachment.download")}
            </ButtonLink>
          }
          footEnd={formatBytes(file.size)}
        >
          <img src={address} alt={file.name} className="mx-auto block max-h-[70dvh] max-w-full" />
        </Dialog>
      ) : null}
    </span>
  );
}
