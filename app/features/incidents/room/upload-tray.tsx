import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatBytes } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { ProgressBar } from "../../../ui/progress.tsx";
import type { Upload } from "./uploads.ts";

/** The files of the entry that is being written, with their progress or why they failed. */
export function UploadTray({ uploads, onRemove }: { uploads: readonly Upload[]; onRemove: (upload: Upload) => void }) {
  const { t } = useTranslation("room");
  if (uploads.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 px-2 pb-1.5" aria-label={t("upload.list")}>
      {uploads.map((upload) => (
        <li
          key={upload.key}
          className={cx(
            "grid max-w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 rounded-control border px-2 py-0.5 text-12",
            upload.state === "failed" ? "border-bad bg-bad-tint" : "border-line-2",
          )}
        >
          <Icon
            name={upload.state === "failed" ? "warning" : "file"}
            size={14}
            className={upload.state === "failed" ? "text-bad" : "text-text-2"}
          />
          <span className="truncate">
            {upload.name} <span className="text-text-3">{formatBytes(upload.size)}</span>
          </span>
          <IconButton
            icon="x"
            size="small"
            label={t("upload.remove", { name: upload.name })}
            onClick={() => onRemove(upload)}
          />
          {upload.state === "going" ? (
            <span className="col-span-3 pb-1">
              <ProgressBar
                label={t("upload.progress", { name: upload.name })}
                value={Math.round(upload.progress * 100)}
                max={100}
              />
            </span>
          ) : null}
          {upload.state === "held" ? (
            <span role="status" className="col-span-3 pb-0.5 text-warn">
              {upload.message}
            </span>
          ) : null}
          {upload.state === "failed" && upload.message ? (
            <span role="alert" className="col-span-3 max-w-[420px] pb-0.5 whitespace-normal text-bad">
              {upload.message}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
