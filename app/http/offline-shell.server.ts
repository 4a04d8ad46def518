import { redirect } from "@remix-run/node";
import { isPageRequest } from "./actor.server.ts";
import { ownPath } from "./paths.ts";

const SHELL = "/offline";

/** Nothing for the shell, which is the same for everybody; an address below it leads to the page it names, for the server is there. */
export function shellOrPage(request: Request): null {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/\.data$/, "").slice(SHELL.length);
  if (path === "" || path === "/" || !isPageRequest(request)) return null;
  throw redirect(ownPath(path + search));
}
