import type { ActionFunctionArgs } from "@remix-run/node";
import { exportReview } from "#domain/incidents/review/queries/export-review.server.ts";
import { answerWith } from "#http/answer.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { sheetResponse } from "#http/sheet-response.server.ts";

/** The measured table as a file; a refusal is JSON in words. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const body: unknown = await request.json().catch(() => null);
  const reason = String((body as { reason?: unknown } | null)?.reason ?? "");
  let file: Awaited<ReturnType<typeof exportReview>> | undefined;
  const answer = await answerWith(request, "export of a review", async ({ actor, now }) => {
    file = await exportReview(actor, params.incidentId ?? "", { reason, requestId: requestScope()?.id }, now);
  });
  return file ? sheetResponse(file) : answer;
}
