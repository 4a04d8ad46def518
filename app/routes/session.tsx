import type { LoaderFunctionArgs } from "@remix-run/node";
import { sessionFacts } from "#http/session.server.ts";

/** Whether the session still lives, and until when: asked by pages that stand open. */
export const loader = async ({ request }: LoaderFunctionArgs) => Response.json(await sessionFacts(request));
