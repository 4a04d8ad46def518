import type { CommandReply } from "#domain/live/protocol.ts";

/** Sends one file to an incident under the id `key`: sent a second time it is still one file. */
export async function uploadFile(incidentId: string, key: string, file: File): Promise<CommandReply> {
  const form = new FormData();
  form.set("commandId", key);
  form.set("file", file, file.name);
  try {
    const response = await fetch(`/incidents/${incidentId}/attachments`, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: form,
    });
    return (await response.json()) as CommandReply;
  } catch {
    return { ok: false, code: "failed", message: "" };
  }
}
