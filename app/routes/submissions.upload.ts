import type { ActionFunctionArgs } from "@remix-run/node";
import { answerWith } from "#http/answer.server.ts";
import { takeSheet } from "#http/receive-sheet.server.ts";

/** Takes the workbook of an import as it streams in; JSON out, like /commands. */
export const action = ({ request }: ActionFunctionArgs) =>
  answerWith(request, "upload of submissions", (asking) => takeSheet(request, asking));
