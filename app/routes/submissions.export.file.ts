import type { ActionFunctionArgs } from "@remix-run/node";
import { readQuestion } from "#domain/submissions/filter.ts";
import { exportSubmissions } from "#domain/submissions/queries/export.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { sheetResponse } from "#http/sheet-response.server.ts";

/** The submissions of the conditions in the address as a workbook; the reason is in the form. */
export const action = ({ request }: ActionFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { filter } = readQuestion(new URL(request.url).searchParams);
    const reason = await reasonOf(request);
    return sheetResponse(await exportSubmissions(actor, filter, { reason, requestId: requestScope()?.id }, now));
  });

/** A script sends JSON, a page without one its form. */
async function reasonOf(request: Request): Promise<string> {
  const isJson = request.headers.get("Content-Type")?.startsWith("application/json");
  const fields: unknown = isJson
    ? await request.json().catch(() => null)
    : Object.fromEntries(await request.formData());
  return String((fields as { reason?: unknown } | null)?.reason ?? "");
}
