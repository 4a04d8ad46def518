import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { sessionFacts } from "#http/session.server.ts";
import { signInInPlace } from "#http/sign-in.server.ts";

/** Whether the session still lives, and until when: asked by pages that stand open. */
export const loader = async ({ request }: LoaderFunctionArgs) => Response.json(await sessionFacts(request));

/** Signing in over a page that stays open. */
export const action = ({ request }: ActionFunctionArgs) => signInInPlace(request);
