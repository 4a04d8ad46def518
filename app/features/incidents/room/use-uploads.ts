import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../../ui/format.ts";
import { toast } from "../../../ui/toasts.tsx";
import type { SentFile } from "../../offline/queue.ts";
import { sentBefore, startUpload, type Upload } from "./uploads.ts";

/** At most so many files an entry. */
const MOST_FILES = 10;

/** The files of the entry that is being written. */
export function useUploads(incidentId: string) {
  const { t } = useTranslation("room");
  const uploads = useRef<Upload[]>([]);
  const [, setTick] = useState(0);
  const changed = useCallback(() => setTick((n) => n + 1), []);
  const texts = useMemo(
    () => ({
      tooLarge: (name: string, size: number) => t("upload.tooLarge", { name, size: formatBytes(size) }),
      empty: (name: string) => t("upload.empty", { name }),
      held: t("upload.held"),
    }),
    [t],
  );
  const address = `/incidents/${incidentId}/attachments`;

  const add = useCallback(
    (files: readonly File[]) => {
      const room = MOST_FILES - uploads.current.length;
      if (files.length > room)
        toast({ tone: "bad", title: t("upload.tooMany", { count: MOST_FILES }), key: "too-many" });
      for (const file of files.slice(0, room)) uploads.current.push(startUpload(address, file, texts, changed));
      changed();
    },
    [address, texts, t, changed],
  );
  const remove = useCallback(
    (upload: Upload) => {
      upload.cancel();
      uploads.current = uploads.current.filter((one) => one !== upload);
      if (upload.sent) fetch(`${address}/${upload.sent.id}`, { method: "DELETE" }).catch(() => undefined);
      changed();
    },
    [address, changed],
  );
  /** Hands the files over to an entry; the next one begins without any. */
  const take = useCallback((): Upload[] => {
    const taken = uploads.current.filter((upload) => upload.state !== "failed");
    uploads.current = [];
    changed();
    return taken;
  }, [changed]);
  const restore = useCallback(
    (files: readonly SentFile[]) => {
      const known = new Set(uploads.current.map((upload) => upload.key));
      uploads.current.push(...files.filter((file) => !known.has(file.id)).map(sentBefore));
      changed();
    },
    [changed],
  );

  // Leaving the page would break a transfer off: the browser asks first.
  const going = uploads.current.some((upload) => upload.state === "going");
  useEffect(() => {
    if (!going) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [going]);

  return { uploads: uploads.current, add, remove, take, restore };
}
