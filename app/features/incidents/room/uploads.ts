import { MAX_ATTACHMENT_BYTES } from "#domain/incidents/attachments/file-kinds.ts";
import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { PERSON_HEADER } from "#http/session-facts.ts";
import type { SentFile } from "../../offline/queue.ts";
import { askPasswordOver } from "../../session/ask-password.ts";
import { whosePage } from "../../session/session-watch.ts";

/** One file on its way to the server. */
export type Upload = {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  progress: number;
  /** `held`: the network is away; it is sent with the entry. */
  state: "going" | "sent" | "held" | "failed";
  sent: SentFile | null;
  /** Its bytes; null for one that an earlier page has sent. */
  file: File | null;
  /** Why it failed. */
  message: string | null;
  /** This browser keeps its bytes: it is still here when the page is opened again. */
  kept: boolean;
  /** Settles when it is sent or has failed. */
  done: Promise<void>;
  cancel(): void;
};

type Texts = { tooLarge(name: string, size: number): string; empty(name: string): string; held: string };

/** An upload that an earlier page has finished; `key` where its bytes are still in this browser. */
export const sentBefore = (sent: SentFile, key = sent.id): Upload => ({
  key,
  name: sent.name,
  size: sent.size,
  progress: 1,
  state: "sent",
  sent,
  file: null,
  message: null,
  kept: true,
  done: Promise.resolve(),
  cancel() {},
});

/**
 * Sends one file; `onChange` is called as it goes on. What is too large or empty is told at once without sending. A session
 * that is over asks for the password over the page and then goes on. Under the same `commandId` it is there once, however often it is sent.
 */
export function startUpload(
  to: string,
  file: File,
  texts: Texts,
  onChange: () => void,
  commandId: string = newId(),
): Upload {
  let request: XMLHttpRequest | null = null;
  let cancelled = false;
  const upload: Upload = {
    key: commandId,
    name: file.name,
    size: file.size,
    progress: 0,
    state: "going",
    sent: null,
    file,
    message: null,
    kept: false,
    done: Promise.resolve(),
    cancel() {
      cancelled = true;
      request?.abort();
    },
  };
  const fail = (message: string) => {
    upload.state = "failed";
    upload.message = message;
    onChange();
  };
  const attempt = () =>
    new Promise<CommandReply | null>((resolve) => {
      const form = new FormData();
      form.set("commandId", commandId);
      form.set("file", file, file.name);
      request = new XMLHttpRequest();
      request.upload.onprogress = (event) => {
        upload.progress = event.lengthComputable ? event.loaded / event.total : 0;
        onChange();
      };
      request.onloadend = () => resolve(replyOf(request));
      request.open("POST", to);
      request.setRequestHeader("Accept", "application/json");
      const personId = whosePage();
      if (personId) request.setRequestHeader(PERSON_HEADER, personId);
      request.send(form);
    });
  const run = async () => {
    if (file.size > MAX_ATTACHMENT_BYTES) return fail(texts.tooLarge(file.name, file.size));
    if (file.size === 0) return fail(texts.empty(file.name));
    for (;;) {
      const reply = await attempt();
      if (cancelled) return fail("");
      if (reply?.ok) {
        upload.state = "sent";
        upload.sent = reply.outcome as SentFile;
        upload.progress = 1;
        return onChange();
      }
      if (reply?.code === "signed_out" && (await askPasswordOver())) continue;
      if (reply && reply.code !== "failed" && reply.code !== "signed_out") return fail(reply.message);
      upload.state = "held";
      upload.message = texts.held;
      return onChange();
    }
  };
  upload.done = run();
  return upload;
}

function replyOf(request: XMLHttpRequest | null): CommandReply | null {
  try {
    const reply = JSON.parse(request?.responseText ?? "") as CommandReply;
    return typeof reply.ok === "boolean" && (reply.ok || typeof reply.message === "string") ? reply : null;
  } catch {
    return null;
  }
}
