import type { LoaderFunctionArgs } from "@remix-run/node";
import { waiting } from "#http/portal.server.ts";

/** `GET /waiting`: how many things wait in the inbox. */
export const loader = ({ request }: LoaderFunctionArgs) => waiting(request);
