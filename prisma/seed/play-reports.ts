import { applyUpdate, Doc } from "yjs";
import { anchorOf } from "#domain/incidents/reports/anchor.ts";
import {
  beginDocument,
  linesOf,
  type Part,
  paragraphsIn,
  paragraphsOf,
} from "#domain/incidents/reports/report-text.ts";
import { db } from "#domain/kernel/db.server.ts";
import { reports, type SeedPart, type SeedReport } from "./content/reports.ts";

type Run = (by: string, intent: never, input: Record<string, unknown>, at: Date) => Promise<unknown>;

/** Plays the reports of an incident that were begun by `until`, each once, through the real commands. */
export function reportsOf(key: string, run: Run) {
  const waiting = reports.filter((report) => report.incident === key).sort((a, b) => a.at - b.at);
  return async (incidentId: string, start: number, untilMinute: number): Promise<void> => {
    while (waiting[0] && waiting[0].at <= untilMinute) await play(incidentId, start, waiting.shift()!);
  };

  async function play(incidentId: string, start: number, report: SeedReport): Promise<void> {
    const at = new Date(start + report.at * 60_000);
    const step = (by: string, intent: string, input: Record<string, unknown>) => run(by, intent as never, input, at);
    const begun = (await step(report.drafter, "draft-report", { incidentId })) as { reportId: string };
    const { reportId } = begun;
    const lines = await Promise.all(
      report.lines.map(async (line) =>
        typeof line === "string" ? line : Promise.all(line.map((part) => asPart(incidentId, part))),
      ),
    );
    const state = beginDocument(lines);
    await db().reportDocument.update({
      where: { reportId_version: { reportId, version: 1 } },
      data: { state: Buffer.from(state), updatedAt: at },
    });
    for (const comment of report.comments ?? []) {
      const input = { reportId, version: 1, text: comment.text, ...marked(state, comment.on) };
      const { commentId } = (await step(comment.by, "comment-report", input)) as { commentId: string };
      if (comment.reply) await step(comment.reply.by, "reply-comment", { commentId, text: comment.reply.text });
    }
    if (!report.signer) return;
    const seen = linesOf(paragraphsIn(state)).join("\n");
    await step("zhongyingxue", "check-report", { reportId, seen });
    await step(report.drafter, "freeze-report", { reportId, seen });
    await step(report.signer, "sign-report", { reportId, version: 1 });
  }
}

/** Words of a text as somebody marks them. */
function marked(state: Uint8Array, quote: string) {
  const doc = new Doc();
  applyUpdate(doc, state);
  const lines = paragraphsOf(doc).map(({ text }) => text);
  const line = lines.findIndex((text) => text.includes(quote));
  const at = lines[line]?.indexOf(quote) ?? 0;
  const anchor = anchorOf(doc, { from: { line, at }, to: { line, at: at + quote.length } });
  if (!anchor) throw new Error(`Demo city: the report does not say ${quote}`);
  return { quote, ...anchor };
}

async function asPart(incidentId: string, part: SeedPart): Promise<Part> {
  if (typeof part === "string") return part;
  const found = await db().$queryRawUnsafe<{ seq: number }[]>(
    "count" in part
      ? "select seq from event where stream_id = $1::uuid and name = 'incidents.head-count.recorded' and data->>'count' = $2 order by seq desc limit 1"
      : "select seq from event where stream_id = $1::uuid and name = 'incidents.entry.posted' and data->>'text' like $2 || '%' order by seq desc limit 1",
    incidentId,
    "count" in part ? String(part.count) : part.entry,
  );
  const seq = found[0]?.seq;
  if (seq === undefined) throw new Error(`Demo city: no entry for ${part.text}`);
  return { text: part.text, seq };
}
