import type { ActionFunctionArgs } from "@remix-run/node";
import { printReview } from "#domain/incidents/review/queries/export-review.server.ts";
import { answerWith } from "#http/answer.server.ts";
import { requestScope } from "#http/request-scope.server.ts";

/** Says that the review is about to be printed. */
export const action = ({ request, params }: ActionFunctionArgs): Promise<Response> =>
  answerWith(request, "print of a review", ({ actor, now }) =>
    printReview(actor, params.incidentId ?? "", now, requestScope()?.id),
  );
