import { useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import type { CommandReply } from "#domain/live/protocol.ts";
import { toast } from "../../ui/toasts.tsx";
import { useLiveBoard, useLiveInbox } from "../live/live.tsx";
import { useCommand } from "../live/use-command.ts";

/** Hints that come together load once. */
const SOON_MS = 250;

export type Act = (
  intent: string,
  input: Record<string, unknown>,
  more?: { commandId?: string; quiet?: boolean },
) => Promise<CommandReply>;

/** Loads the page anew when something of it may have changed: a shift, or an incident whose rows stand on the sheet. */
export function useFresh(): () => void {
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(revalidate, SOON_MS);
  }, [revalidate]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveBoard({ onCards: soon, onReload: soon });
  useLiveInbox(soon);
  return soon;
}

/** Runs a command and loads what is then so. A refusal is a toast unless `quiet`. */
export function useAct(fresh: () => void): Act {
  const run = useCommand();
  return useCallback(
    async (intent, input, { commandId, quiet } = {}) => {
      const reply = await run(intent, input, commandId);
      fresh();
      if (!reply.ok && !quiet) toast({ tone: "bad", title: reply.message, key: `refused:${intent}` });
      return reply;
    },
    [run, fresh],
  );
}
