import type { ActionFunctionArgs } from "@remix-run/node";
import { uploadAttachment } from "#domain/incidents/attachments/upload-attachment.server.ts";
import { answerWith } from "#http/answer.server.ts";

/** Takes one file of a multipart form as it streams in; JSON out, like /commands. */
export const action = ({ request, params }: ActionFunctionArgs) =>
  answerWith(request, "upload", ({ actor, now }) =>
    uploadAttachment(actor, params.incidentId ?? "", request.headers, request.body, now),
  );
