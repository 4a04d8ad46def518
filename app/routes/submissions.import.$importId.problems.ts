import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemSheet } from "#domain/submissions/queries/problem-sheet.server.ts";
import { withActor } from "#http/load.server.ts";
import { sheetResponse } from "#http/sheet-response.server.ts";

/** 下载错误清单: what was found in an import, as a workbook. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => sheetResponse(await problemSheet(actor, params.importId ?? "", now)));
