import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFoundPage, withActor } from "#http/load.server.ts";

/** Every address that is no page; posts to one too. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async () => {
    throw notFoundPage();
  });
export const action = loader;

export default function NotFoundRoute() {
  return null;
}
