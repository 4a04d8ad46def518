import type { PurposeRefused } from "../../ui/purpose-dialog.tsx";

type Saved = { ok: true; fileName: string } | { ok: false; message?: string; fields?: Record<string, string> };

/** Posts a form whose answer is a file, and saves it under the name that the server gives. A refusal comes back in words. */
export async function saveFile(address: string, fields: Record<string, string>): Promise<Saved> {
  let response: Response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });
  } catch {
    return { ok: false };
  }
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  if (!response.ok || !name) return (await response.json().catch(() => ({ ok: false }))) as Saved;
  const fileName = decodeURIComponent(name);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
  return { ok: true, fileName };
}

/** The same for a dialog that asks what the file is for: null once it is saved, else what stands in the way. */
export async function saveForPurpose(
  address: string,
  fields: Record<string, string>,
  words: { failed: string; done: (fileName: string) => void },
): Promise<PurposeRefused | null> {
  const answer = await saveFile(address, fields);
  if (answer.ok) {
    words.done(answer.fileName);
    return null;
  }
  const reason = answer.fields?.reason;
  return reason ? { reason } : { message: answer.message ?? words.failed };
}
