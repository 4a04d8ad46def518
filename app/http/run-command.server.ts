import { parseWithZod } from "@conform-to/zod/v4";
import { configureCoercion } from "@conform-to/zod/v4/future";
import { data, redirect } from "@remix-run/node";
import { z } from "zod";
import { type Command, execute, sentenceOf } from "#domain/kernel/command.server.ts";
import { Instant } from "#domain/kernel/fields.ts";
import { newId } from "#domain/kernel/id.ts";
import { OUTAGE_STATUS, type Outage, outageOf } from "#domain/kernel/outage.ts";
import { Refusal, type RefusalCode, refusalStatus } from "#domain/kernel/refusal.ts";
import { inLanguage, type Sentence, say } from "#domain/kernel/sentence.ts";
import { isPageRequest, NEW_PASSWORD_PAGE, signedOutSentence, whoAsks } from "./actor.server.ts";
import { errorFacts, logFailure } from "./load.server.ts";
import { cookieLocale } from "./locale.server.ts";
import { countCommand } from "./metrics.server.ts";
import { ownPath, pageOf } from "./paths.ts";

/** What an action answers. `fields` names inputs by their path; `current` is what another has saved meanwhile. */
export type CommandResult<O = unknown> =
  | { ok: true; intent: string; outcome: O; commandId: string }
  | {
      ok: false;
      intent: string;
      code: RefusalCode | "failed";
      message: string;
      fields?: Record<string, string>;
      current?: unknown;
      /** With "failed": the same commandId again tells whether it was saved. */
      unsure?: true;
      typed?: Record<string, unknown>;
    };

// biome-ignore lint/suspicious/noExplicitAny: a map holds commands of different inputs
type Commands = Record<string, Command<any, any>>;

type Asked = { intent: string; commandId: string; redirectTo: string | null; form: FormData | null; raw: unknown };

/**
 * One action: the intent's command, run for who asks. Reads a form (field `intent`; values coerced by the command's own
 * schema) or a JSON body. `commandId` comes with it, so that sending twice acts once. Without JavaScript success goes back
 * to `redirectTo` or to the page itself, unless the page must show the outcome (`stay`). `firstPassword`: also for who must
 * replace the password first. Refusals keep their status, sentence and fields; anything else is a 500 with an id.
 */
export async function runCommand(request: Request, commands: Commands, { stay = false, firstPassword = false } = {}) {
  const outage = { found: null as Outage | null };
  const asking = await whoAsks(request).catch((error) => {
    outage.found = outageOf(error);
    if (!outage.found) throw error;
    return null;
  });
  if (outage.found) return unavailable(await read(request), outage.found, cookieLocale(request));
  if (!asking && isPageRequest(request)) throw redirect(`/sign-in?next=${encodeURIComponent(pageOf(request))}`);
  const locale = asking?.actor.locale ?? cookieLocale(request);
  const asked = await read(request);
  const refuse = (error: Refusal) => refusal(asked, error, locale);
  if (!asking) return refuse(new Refusal("signed_out", signedOutSentence));
  if (asking.session.mustChangePassword && !firstPassword) throw redirect(NEW_PASSWORD_PAGE);
  const command = Object.hasOwn(commands, asked.intent) ? commands[asked.intent] : undefined;
  if (!command) return refuse(new Refusal("invalid", unknownIntent));
  const started = performance.now();
  const count = (outcome: string) => countCommand(command.name, outcome, performance.now() - started);
  try {
    const input = asked.form ? fromForm(asked.form, command) : asked.raw;
    const outcome = await execute(command, asking.actor, input, { commandId: asked.commandId, now: asking.now });
    count("done");
    if (isPageRequest(request) && !stay) throw redirect(ownPath(asked.redirectTo, pageOf(request)), 303);
    return data<CommandResult>({
      ok: true,
      intent: asked.intent,
      outcome: outcome ?? null,
      commandId: asked.commandId,
    });
  } catch (error) {
    if (error instanceof Response) throw error;
    if (error instanceof Refusal) {
      count(error.code);
      return refuse(error);
    }
    count("failed");
    const away = outageOf(error);
    if (away) return unavailable(asked, away, locale);
    logFailure(error, `command ${command.name} failed`);
    const { id } = errorFacts();
    const message = inLanguage(
      say(
        `系统出错，没有保存。请重试；仍不行请报编号 ${id}。`,
        `Something went wrong and nothing was saved. Try again; if it fails again, report ${id}.`,
      ),
      locale,
    );
    return data<CommandResult>(
      { ok: false, intent: asked.intent, code: "failed", message, typed: typed(asked.form) },
      { status: 500 },
    );
  }
}

/** The database is away or full: said as it is, and worth another try. */
function unavailable(asked: Asked, outage: Outage, locale: string) {
  logFailure(outage, `command ${asked.intent} met an outage`);
  return data<CommandResult>(
    {
      ok: false,
      intent: asked.intent,
      code: "failed",
      message: inLanguage(outage.sentence, locale),
      ...(outage.kind === "unsure" && { unsure: true as const }),
      typed: typed(asked.form),
    },
    { status: OUTAGE_STATUS },
  );
}

const unknownIntent: Sentence = say(
  "不认识这个操作，请刷新页面后重试。",
  "This action is unknown; reload the page and try again.",
);

function refusal(asked: Asked, error: Refusal, locale: string) {
  const fields = Object.entries(error.fields).map(([name, sentence]) => [name, inLanguage(sentence, locale)] as const);
  return data<CommandResult>(
    {
      ok: false,
      intent: asked.intent,
      code: error.code,
      message: inLanguage(error.sentence, locale),
      ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
      ...(error.current !== undefined && { current: error.current }),
      typed: typed(asked.form),
    },
    { status: refusalStatus[error.code] },
  );
}

const CommandId = z.uuid();

async function read(request: Request): Promise<Asked> {
  if (request.headers.get("Content-Type")?.startsWith("application/json")) {
    const body: unknown = await request.json().catch(() => null);
    const { intent, commandId, redirectTo, ...raw } =
      body && typeof body === "object" ? (body as Record<string, unknown>) : {};
    return { intent: String(intent ?? ""), commandId: idOr(commandId), redirectTo: null, form: null, raw };
  }
  const form = await request.formData();
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : null;
  };
  return {
    intent: field("intent") ?? "",
    commandId: idOr(field("commandId")),
    redirectTo: field("redirectTo"),
    form,
    raw: null,
  };
}

const idOr = (value: unknown) => CommandId.safeParse(value).data ?? newId();

/** A time in a form is one of Shanghai, wherever the server stands. */
const { coerceFormValue } = configureCoercion({ type: { date: (text) => Instant.parse(text) } });

/** The form's values, coerced as the schema expects them. What does not fit is left for the command's own parse to name. */
function fromForm(form: FormData, command: Command): unknown {
  const submission = parseWithZod(form, { schema: coerceFormValue(command.input), disableAutoCoercion: true });
  return submission.status === "success" ? submission.value : coerced(submission);
}

function coerced(submission: {
  payload: Record<string, unknown>;
  error?: Record<string, string[] | null> | null;
}): never {
  const fields: Record<string, Sentence> = {};
  for (const [name, messages] of Object.entries(submission.error ?? {}))
    if (messages?.[0]) fields[name] = sentenceOf(messages[0]);
  throw new Refusal("invalid", say("有内容需要改正，请看标红处。", "Some fields need correcting."), { fields });
}

const secret = new Set(["password", "current", "repeat", "code", "recovery"]);

/** What was typed, so that a form without JavaScript comes back as it was; secrets excepted. */
function typed(form: FormData | null): Record<string, unknown> | undefined {
  if (!form) return undefined;
  const kept: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (secret.has(name)) continue;
    const values = form.getAll(name).filter((value) => typeof value === "string");
    kept[name] = values.length > 1 ? values : values[0];
  }
  return kept;
}
