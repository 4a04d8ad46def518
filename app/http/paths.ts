/** A path of this portal that a person may be sent to: no other host, no protocol. Anything else becomes `otherwise`. */
export function ownPath(asked: unknown, otherwise = "/"): string {
  if (typeof asked !== "string" || !/^\/(?![/\\])/.test(asked) || /[\\\p{Cc}]/u.test(asked)) return otherwise;
  const url = URL.canParse(asked, "http://portal.invalid") ? new URL(asked, "http://portal.invalid") : null;
  // A path that only becomes "//other.host" once its ".." are resolved is no path of ours either.
  const ours = url?.host === "portal.invalid" && !url.pathname.startsWith("//");
  return url && ours ? url.pathname + url.search + url.hash : otherwise;
}

/** The page a loader or action was asked for, without the ending of a data request. */
export function pageOf(request: { url: string }): string {
  const url = new URL(request.url);
  url.searchParams.delete("_routes");
  url.searchParams.delete("index");
  return url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") + url.search;
}
