import type { ActionFunctionArgs } from "@remix-run/node";
import { revealField } from "#domain/audit/reveal.server.ts";
import { answerWith } from "#http/answer.server.ts";
import { requestScope } from "#http/request-scope.server.ts";

/** One masked field in full, after a reason: JSON `{ field, reason }` in, like /commands out. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerWith(request, "reveal", async ({ actor }) => {
    const asked = (await request.json().catch(() => null)) as { field?: unknown; reason?: unknown } | null;
    return revealField(actor, {
      kind: "submission",
      id: params.submissionId ?? "",
      field: String(asked?.field ?? ""),
      reason: String(asked?.reason ?? ""),
      requestId: requestScope()?.id,
    });
  });
