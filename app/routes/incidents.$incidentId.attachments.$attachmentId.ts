import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { openAttachment } from "#domain/incidents/attachments/open-attachment.server.ts";
import { discardUpload } from "#domain/incidents/attachments/upload-attachment.server.ts";
import { answerWith } from "#http/answer.server.ts";
import { fileResponse } from "#http/file-response.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";

/** The file, for who may read the incident now. `?download` saves it even where it could be shown. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { incidentId = "", attachmentId = "" } = params;
    const file = await openAttachment(actor, incidentId, attachmentId, now, requestScope()?.id);
    return fileResponse(file, { download: new URL(request.url).searchParams.has("download") });
  });

/** DELETE: takes back an upload that no entry names yet. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerWith(request, "discard-upload", ({ actor }) => discardUpload(actor, params.attachmentId ?? ""));
