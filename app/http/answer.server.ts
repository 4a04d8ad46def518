import { redirect } from "@remix-run/node";
import { OUTAGE_STATUS, outageOf } from "#domain/kernel/outage.ts";
import { Refusal, refusalStatus } from "#domain/kernel/refusal.ts";
import { inLanguage, say } from "#domain/kernel/sentence.ts";
import { NEW_PASSWORD_PAGE, type SignedIn, signedOutSentence, whoAsks } from "./actor.server.ts";
import { errorFacts, logFailure } from "./load.server.ts";
import { cookieLocale } from "./locale.server.ts";

/**
 * One JSON answer of a resource that is no command form (a file, a transfer), in the shape of a command's result. Refusals keep
 * their status, sentence and fields; anything else is logged and becomes a 500 that says only its id.
 */
export async function answerWith<T>(request: Request, what: string, work: (asking: SignedIn) => Promise<T>) {
  const asking = await whoAsks(request);
  const locale = asking?.actor.locale ?? cookieLocale(request);
  const refuse = (error: Refusal) => {
    const fields = Object.entries(error.fields).map(
      ([name, sentence]) => [name, inLanguage(sentence, locale)] as const,
    );
    const message = inLanguage(error.sentence, locale);
    return Response.json(
      { ok: false, code: error.code, message, ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) },
      { status: refusalStatus[error.code] },
    );
  };
  if (!asking) return refuse(new Refusal("signed_out", signedOutSentence));
  if (asking.session.mustChangePassword) throw redirect(NEW_PASSWORD_PAGE);
  try {
    return Response.json({ ok: true, outcome: (await work(asking)) ?? null });
  } catch (error) {
    if (error instanceof Refusal) return refuse(error);
    logFailure(error, `${what} failed`);
    const outage = outageOf(error);
    if (outage)
      return Response.json(
        { ok: false, code: "failed", message: inLanguage(outage.sentence, locale) },
        { status: OUTAGE_STATUS },
      );
    const { id } = errorFacts();
    const message = inLanguage(
      say(
        `系统出错，没有保存。请重试；仍不行请报编号 ${id}。`,
        `Something went wrong and nothing was saved. Try again; if it fails again, report ${id}.`,
      ),
      locale,
    );
    return Response.json({ ok: false, code: "failed", message }, { status: 500 });
  }
}
