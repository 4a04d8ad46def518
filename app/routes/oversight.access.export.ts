import type { ActionFunctionArgs } from "@remix-run/node";
import { exportAccessLog } from "#domain/audit/queries/access-export.server.ts";
import { completeFilter } from "#domain/audit/queries/access-log.server.ts";
import { answerWith } from "#http/answer.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { sheetResponse } from "#http/sheet-response.server.ts";
import { askedOf } from "../features/audit/access-url.ts";

/** The log under the posted conditions as a file; a refusal is JSON in words. Also for a form without scripts. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const fields = await fieldsOf(request);
  let file: Awaited<ReturnType<typeof exportAccessLog>> | undefined;
  const answer = await answerWith(request, "export of the access log", async ({ actor, now }) => {
    const days = { from: fields.get("from") ?? undefined, until: fields.get("until") ?? undefined };
    const filter = completeFilter(
      { ...askedOf(fields).filter, ...days, unstated: fields.get("unstated") === "1" },
      now,
    );
    file = await exportAccessLog(
      actor,
      filter,
      { reason: fields.get("reason") ?? "", requestId: requestScope()?.id },
      now,
    );
  });
  return file ? sheetResponse(file) : answer;
}

async function fieldsOf(request: Request): Promise<URLSearchParams> {
  if (!request.headers.get("Content-Type")?.startsWith("application/json"))
    return new URLSearchParams((await request.formData()) as never);
  const body: unknown = await request.json().catch(() => null);
  const texts = Object.entries(body ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return new URLSearchParams(texts);
}
