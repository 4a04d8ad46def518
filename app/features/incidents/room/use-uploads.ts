import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../../ui/format.ts";
import { toast } from "../../../ui/toasts.tsx";
import { usePersonStore } from "../../offline/offline.tsx";
import type { ChosenFile } from "../../offline/person-store.ts";
import type { SentFile } from "../../offline/queue.ts";
import { sentBefore, startUpload, type Upload } from "./uploads.ts";

/** At most so many files an entry. */
const MOST_FILES = 10;

/** The files of the entry that is being written. They are kept in this browser until it is written down, like its text. */
export function useUploads(incidentId: string) {
  const { t } = useTranslation("room");
  const { t: offline } = useTranslation("offline");
  const store = usePersonStore();
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

  const begin = useCallback(
    (file: File, key?: string): Upload => {
      const upload = startUpload(address, file, texts, changed, key);
      void upload.done
        .then(() => (upload.sent ? store.chosenSent(upload.key, upload.sent) : undefined))
        .catch(() => undefined);
      return upload;
    },
    [address, texts, changed, store],
  );
  const keep = useCallback(
    (upload: Upload, file: File) => {
      if (upload.state === "failed") return;
      store.choose(incidentId, upload.key, file).then(
        () => {
          upload.kept = true;
          changed();
        },
        () => toast({ tone: "bad", title: offline("files.unkept"), text: offline("files.unkeptText"), key: "unkept" }),
      );
    },
    [incidentId, store, changed, offline],
  );
  const add = useCallback(
    (files: readonly File[]) => {
      const room = MOST_FILES - uploads.current.length;
      if (files.length > room)
        toast({ tone: "bad", title: t("upload.tooMany", { count: MOST_FILES }), key: "too-many" });
      for (const file of files.slice(0, room)) {
        const upload = begin(file);
        keep(upload, file);
        uploads.current.push(upload);
      }
      changed();
    },
    [begin, keep, t, changed],
  );
  const remove = useCallback(
    (upload: Upload) => {
      upload.cancel();
      uploads.current = uploads.current.filter((one) => one !== upload);
      void store.unchoose(upload.key).catch(() => undefined);
      if (upload.sent) fetch(`${address}/${upload.sent.id}`, { method: "DELETE" }).catch(() => undefined);
      changed();
    },
    [address, changed, store],
  );
  /** Hands the files over to an entry; the next one begins without any. */
  const take = useCallback((): Upload[] => {
    const taken = uploads.current.filter((upload) => upload.state !== "failed");
    for (const { key, state } of uploads.current)
      if (state === "failed") void store.unchoose(key).catch(() => undefined);
    uploads.current = [];
    changed();
    return taken;
  }, [changed, store]);
  const restore = useCallback(
    (files: readonly SentFile[]) => {
      const known = new Set(uploads.current.map((upload) => upload.sent?.id ?? upload.key));
      uploads.current.push(...files.filter((file) => !known.has(file.id)).map((file) => sentBefore(file)));
      changed();
    },
    [changed],
  );

  // What an earlier page has left: what the server has is shown, the rest is sent under the id it got when it was chosen.
  useEffect(() => {
    let gone = false;
    const bringBack = ({ key, file, sent }: ChosenFile) => {
      if (uploads.current.some((upload) => upload.key === key)) return;
      const upload = sent ? sentBefore(sent, key) : begin(file, key);
      Object.assign(upload, { file, kept: true });
      uploads.current = [...uploads.current.filter((one) => !sent || one.sent?.id !== sent.id), upload];
    };
    store.chosen(incidentId).then(
      (files) => {
        if (gone || files.length === 0) return;
        for (const one of files) bringBack(one);
        changed();
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [store, incidentId, begin, changed]);

  // Leaving the page would break a transfer off, or lose what this browser could not keep: it asks first.
  const going = uploads.current.some(({ state, kept }) => state === "going" || (state === "held" && !kept));
  useEffect(() => {
    if (!going) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [going]);

  return { uploads: uploads.current, add, remove, take, restore };
}
