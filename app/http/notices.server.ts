import { unseal } from "#domain/kernel/cipher.server.ts";
import { noticeCommands } from "#domain/notices/commands/index.server.ts";
import { runCommand } from "./run-command.server.ts";

/** The commands of 升级与提醒. A new secret leaves its seal here, in the one answer that shows it. */
export async function runNotice(request: Request) {
  const answer = await runCommand(request, noticeCommands, { stay: true });
  const { data: result } = answer;
  if (!result.ok || result.intent !== "set-hook") return answer;
  const { sealedSecret, hookId } = result.outcome as { hookId: string; sealedSecret: string | null };
  return { ...answer, data: { ...result, outcome: { hookId, secret: unseal("hook-answer", sealedSecret) } } };
}
