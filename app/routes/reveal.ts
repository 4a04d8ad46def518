import type { ActionFunctionArgs } from "@remix-run/node";
import { type RevealRequest, revealField } from "#domain/audit/reveal.server.ts";
import { notFound } from "#domain/kernel/refusal.ts";
import { answerWith } from "#http/answer.server.ts";
import { requestScope } from "#http/request-scope.server.ts";

/** One masked field in full, after its reason: JSON in, `{ok, value}` out. What may not be read and what does not exist answer alike. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const answer = await answerWith(request, "reveal", async ({ actor }) =>
    revealField(actor, { ...asked(await request.json().catch(() => null)), requestId: requestScope()?.id }),
  );
  const body = await answer.json();
  return Response.json(body.ok ? { ok: true, ...body.outcome } : body, {
    status: answer.status,
    headers: { "Cache-Control": "no-store" },
  });
}

function asked(body: unknown): RevealRequest {
  const given = (body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof given[name] === "string" ? given[name] : "");
  const kind = text("kind");
  if (kind !== "submission" && kind !== "representative") throw notFound();
  return { kind, id: text("id"), field: text("field"), reason: text("reason") };
}
