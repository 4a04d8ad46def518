import { useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { ImportView } from "#domain/submissions/imports.ts";

/**
 * The import as it is while it is read: the server streams its figures (EventSource). When the reading has ended, the page
 * loads anew with its findings. Where the stream breaks, the page asks once a second.
 */
export function useImportProgress(loaded: ImportView): ImportView {
  const { revalidate } = useRevalidator();
  const [live, setLive] = useState<ImportView | null>(null);
  const reading = loaded.state === "reading";
  // biome-ignore lint/correctness/useExhaustiveDependencies: one stream an import
  useEffect(() => {
    if (!reading) return setLive(null);
    let timer: ReturnType<typeof setInterval> | undefined;
    const stream = new EventSource(`/submissions/import/${loaded.id}/progress`);
    stream.onmessage = (event) => {
      const view = JSON.parse(event.data as string) as ImportView;
      setLive(view);
      if (view.state === "reading") return;
      stream.close();
      revalidate();
    };
    stream.onerror = () => {
      stream.close();
      timer ??= setInterval(revalidate, 1000);
    };
    return () => {
      stream.close();
      clearInterval(timer);
    };
  }, [reading, loaded.id]);
  return reading && live ? live : loaded;
}
