import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { questionParams, readQuestion } from "#domain/submissions/filter.ts";
import { submissionsPage } from "#domain/submissions/queries/page.server.ts";
import { withActor } from "#http/load.server.ts";
import { SubmissionsPage } from "../features/submissions/submissions-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta = titled("submissions", "title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const search = new URL(request.url).searchParams;
    const question = readQuestion(search);
    return { page: await submissionsPage(actor, question, now, { counted: search.has("count") }), question };
  });

/** The selection of a page without JavaScript: on to the report, the ids in the address. */
export async function action({ request }: ActionFunctionArgs) {
  const ids = (await request.formData()).getAll("submissionIds").filter((id) => /^[0-9a-f-]{36}$/i.test(String(id)));
  return redirect(ids.length === 0 ? "/submissions" : `/incidents?report=1&from=${ids.join(",")}`, 303);
}

const asked = (url: URL) => questionParams(readQuestion(url.searchParams)).toString();

/** The drawer of one import: while it is open, files are read, written and given up. */
const inImport = (url: URL) => url.pathname.startsWith("/submissions/import/");

/**
 * Opening a drawer loads no list; another question, or something done, does. So does coming to an import and leaving it: the
 * upload goes by its own request, and a short file has been read before its page is there to follow it.
 */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const moved = currentUrl.href !== nextUrl.href;
  if (inImport(currentUrl) !== inImport(nextUrl)) return true;
  return moved && !formMethod && asked(currentUrl) === asked(nextUrl) ? false : defaultShouldRevalidate;
}

export default function Submissions() {
  const { page, question } = useLoaderData<typeof loader>();
  return <SubmissionsPage page={page} question={question} />;
}
