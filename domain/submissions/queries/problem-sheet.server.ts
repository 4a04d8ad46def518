import { inLanguage, type Sentence, say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { type ProblemKind, type ProblemLine, problemKinds } from "../imports.ts";
import { sheetFile } from "../sheet-file.server.ts";
import { limits } from "../spreadsheet/limits.ts";
import { importProblems, importView } from "./imports.server.ts";

const kinds: Record<ProblemKind, Sentence> = {
  bad: say("错误", "Wrong"),
  doubtful: say("存疑", "Doubtful"),
  duplicate: say("重复", "Duplicate"),
};

/** 下载错误清单: every finding of a dry run as an .xlsx, to correct the file by. Refusal("not_found") as `importView`. */
export async function problemSheet(
  actor: Actor,
  importId: string,
  now: Date,
): Promise<{ fileName: string; content: Buffer }> {
  const { fileName } = await importView(actor, importId, now);
  const word = (sentence: Sentence) => inLanguage(sentence, actor.locale);
  const lines: (ProblemLine & { kind: ProblemKind })[] = [];
  for (const kind of problemKinds)
    for (const line of await importProblems(actor, importId, { kind, size: limits.rows }, now))
      lines.push({ ...line, kind });
  const content = await sheetFile(
    word(say("错误清单", "Findings")),
    [
      { head: word(say("行", "Row")), width: 8, cell: (line) => line.row },
      { head: word(say("列", "Column")), width: 16, cell: (line) => line.column },
      { head: word(say("类别", "Kind")), width: 8, cell: (line) => word(kinds[line.kind]) },
      { head: word(say("原因", "Reason")), width: 60, cell: (line) => word(line.reason) },
    ],
    lines,
  );
  const stem = fileName.replace(/\.[^.]*$/, "");
  return { fileName: `${stem} ${word(say("错误清单", "findings"))}.xlsx`, content };
}
