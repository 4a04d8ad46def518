import { requestScope } from "./request-scope.server.ts";

/** The value of one cookie of the request; null when absent. */
export function readCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.get("Cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponentSafely(pair.slice(at + 1).trim());
  }
  return null;
}

const decodeURIComponentSafely = (value: string) => {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
};

/** A Set-Cookie header: for the whole portal, not for scripts, not sent by other sites. `maxAge` in seconds; none lasts as long as the browser. */
export function cookie(name: string, value: string, { maxAge }: { maxAge?: number } = {}): string {
  return [
    `${name}=${encodeURIComponent(value)}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    ...(requestScope()?.secure ? ["Secure"] : []),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
  ].join("; ");
}

/** A Set-Cookie header that removes the cookie. */
export const noCookie = (name: string): string => cookie(name, "", { maxAge: 0 });
