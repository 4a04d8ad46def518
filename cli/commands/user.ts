import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { newId } from "#domain/kernel/id.ts";
import { Refusal } from "#domain/kernel/refusal.ts";
import { type Sentence, say } from "#domain/kernel/sentence.ts";
import { dayOf } from "#domain/people/grants.ts";
import { withPortalDatabase } from "../database.ts";
import { progress, result, tell } from "../report.ts";

const options = {
  login: { type: "string" },
  name: { type: "string" },
  unit: { type: "string" },
  duty: { type: "string", default: "administrator" },
  order: { type: "string", default: "命令行" },
  until: { type: "string" },
  city: { type: "string" },
  "must-change": { type: "boolean", default: false },
} as const;

const usage = [
  "lianxi user add --login L --name N [--unit SHORTNAME] [--duty administrator] [--until YYYY-MM-DD] [--order NUMBER] [--must-change] [--city NAME]",
  "密码从终端输入，或经标准输入的第一行给出，不写在命令里。没有单位时用 --city 建立最上级单位。",
  "The password is typed at the terminal, or is the first line of standard input; it never stands in the command. --city makes the topmost unit where there is none.",
];

/** `lianxi user add`: a person with one grant, from the server's command line. Prints the account. 0 added, 1 failed, 2 refused: nothing is written then. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== "add" || !values.login || !values.name) {
    for (const line of usage) progress(line);
    return 2;
  }
  const password = await readPassword();
  if (password === null)
    return refused(say("两次输入的密码不一样，没有改动。", "The two passwords do not agree; nothing was changed."));
  return withPortalDatabase("user", async () => {
    const { execute } = await import("#domain/kernel/command.server.ts");
    const { addUser } = await import("#domain/people/commands/add-user.server.ts");
    const now = clockNow();
    try {
      const added = await execute(
        addUser,
        null,
        {
          login: values.login,
          name: values.name,
          unit: values.unit ?? "",
          city: values.city ?? "",
          duty: values.duty,
          notBefore: dayOf(now),
          notAfter: values.until ?? aYearLater(now),
          orderNumber: values.order,
          password,
          mustChange: values["must-change"],
        },
        { commandId: newId(), now },
      );
      tell(
        say(
          `已建立账号 ${added.login}（${added.unitName}）。`,
          `Added the account ${added.login} (${added.unitName}).`,
        ),
      );
      result(added.login);
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const fields = Object.values(error.fields);
      for (const sentence of fields.length > 0 ? fields : [error.sentence]) refused(sentence);
      return 2;
    }
  });
}

function refused(sentence: Sentence): number {
  progress(`✗ ${sentence.zh}\n✗ ${sentence.en}`);
  return 2;
}

function aYearLater(now: Date): string {
  const [year, month, day] = dayOf(now).split("-");
  return `${Number(year) + 1}-${month}-${month === "02" && day === "29" ? "28" : day}`;
}

/** Asked twice without showing it at a terminal; otherwise the first line of standard input. Null when the two differ. */
async function readPassword(): Promise<string | null> {
  if (!process.stdin.isTTY) {
    const lines = createInterface({ input: process.stdin });
    for await (const line of lines) {
      lines.close();
      return line;
    }
    return "";
  }
  const first = await askHidden("密码 Password: ");
  return first === (await askHidden("再输一次 Repeat: ")) ? first : null;
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  terminal.once("SIGINT", () => process.exit(130));
  const answer = await terminal.question("");
  terminal.close();
  process.stderr.write("\n");
  return answer;
}
