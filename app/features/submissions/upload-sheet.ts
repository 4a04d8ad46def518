import { newId } from "#domain/kernel/id.ts";
import { askPasswordOver } from "../session/ask-password.ts";

export type UploadAnswer = { ok: true; importId: string } | { ok: false; message?: string };
export type Upload = { done: Promise<UploadAnswer>; stop: () => void };

type Reply = { ok: true; outcome: { importId: string } } | { ok: false; code: string; message: string };

/**
 * Sends the form with its file, telling how many bytes have gone. A lost connection answers with an empty message, a stopped
 * upload with none. The session that is over asks for the password over the page, then the file is sent again.
 */
export function uploadSheet(form: FormData, onSent: (bytes: number) => void): Upload {
  form.set("commandId", newId());
  let request: XMLHttpRequest;
  let stopped = false;
  const send = () =>
    new Promise<Reply | null>((resolve) => {
      request = new XMLHttpRequest();
      request.open("POST", "/submissions/upload");
      request.responseType = "json";
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = (event) => onSent(event.loaded);
      request.onload = () => resolve(request.response as Reply | null);
      request.onerror = () => resolve(null);
      request.onabort = () => resolve(null);
      request.send(form);
    });
  const run = async (): Promise<UploadAnswer> => {
    for (;;) {
      const reply = await send();
      if (stopped) return { ok: false };
      if (reply?.ok) return { ok: true, importId: reply.outcome.importId };
      if (reply?.code === "signed_out" && (await askPasswordOver())) continue;
      // What a server before the portal refuses (a body beyond all limits) has a message in both languages, or none.
      return { ok: false, message: typeof reply?.message === "string" ? reply.message : "" };
    }
  };
  return {
    done: run(),
    stop() {
      stopped = true;
      request.abort();
    },
  };
}
