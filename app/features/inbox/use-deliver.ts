import { useEffect, useRef } from "react";
import { useCommand } from "../live/use-command.ts";
import type { ShownItem } from "./shown-items.ts";

/** 送达 by itself: the browser of a head or liaison that shows an assignment says so, once an assignment. */
export function useDeliver(rows: readonly ShownItem[]): void {
  const run = useCommand();
  const done = useRef(new Set<string>());
  useEffect(() => {
    const tell = async () => {
      // A tab that nobody has opened shows nothing.
      if (document.visibilityState === "hidden") return;
      for (const { item, gone } of rows) {
        if (gone || item.kind !== "assignment" || item.state !== "sent" || done.current.has(item.id)) continue;
        done.current.add(item.id);
        const reply = await run("deliver", { assignmentId: item.id });
        if (!reply.ok && reply.code === "failed") done.current.delete(item.id);
      }
    };
    void tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [rows, run]);
}
