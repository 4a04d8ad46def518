import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { auditCommands } from "#domain/audit/commands/inquiries.server.ts";
import { accessEntry } from "#domain/audit/queries/access-entry.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { withSearch } from "../features/audit/access-url.ts";
import { EntryDrawer } from "../features/audit/entry-drawer.tsx";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => ({
    detail: await accessEntry(actor, params.entryId ?? "", now, requestScope()?.id),
    formId: newId(),
  }));

const { "ask-inquiry": ask, "check-inquiry": check } = auditCommands;
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { "ask-inquiry": ask, "check-inquiry": check });

/** One entry beside the list. */
export default function AccessEntry() {
  const { detail, formId } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  return (
    <EntryDrawer
      detail={detail}
      formId={formId}
      onClose={() => navigate(withSearch("/oversight/access", search), { preventScrollReset: true })}
    />
  );
}
