import { useCallback } from "react";
import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { askPasswordOver } from "../session/ask-password.ts";

/** `unanswered`: no answer came, so nobody knows whether it acted; sent again under the same id it acts once. */
export type SentReply = CommandReply & { unanswered?: true };

/** How often a command whose answer did not arrive is sent again, under the same id: it acts once. */
const TRIES = 4;

/** Sends one command over HTTP. A missing answer is retried with the same id; a session that is over asks for the password over the page. */
export async function sendCommand(
  intent: string,
  input: Record<string, unknown>,
  commandId: string = newId(),
  tries: number = TRIES,
): Promise<SentReply> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch("/commands", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ ...input, intent, commandId }),
      });
      const reply = (await response.json()) as CommandReply;
      if (reply.ok || reply.code !== "signed_out") return reply;
      if (!(await askPasswordOver())) return reply;
    } catch {
      if (attempt >= tries) return { ok: false, code: "failed", message: offline(), unanswered: true };
      await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt * (0.5 + Math.random() / 2)));
    }
  }
}

const offline = () =>
  document.documentElement.lang === "en"
    ? "The network is away. Nothing was saved; what you wrote is kept. Try again when the connection is back."
    : "网络不通，没有保存。你写的都在，恢复后请重试。";

/** `const run = useCommand(); const reply = await run("accept", { assignmentId })`. Never reloads the page's data: what is so comes live. */
export function useCommand() {
  return useCallback(
    (intent: string, input: Record<string, unknown>, commandId?: string) => sendCommand(intent, input, commandId),
    [],
  );
}
