import { type Sentence, say } from "#domain/kernel/sentence.ts";

type Asked = { method: string; origin?: string | undefined; site?: string | undefined; host?: string | undefined };

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Why a request may not change anything: it was not made by a page of the portal. `true` when it may.
 * `origin` and `site` are the Origin and Sec-Fetch-Site headers, `host` the host the browser asked for,
 * `portal` the address of a deployment that states it (LIANXI_ORIGIN).
 */
export function sameOrigin(asked: Asked, portal?: string): true | Sentence {
  if (safe.has(asked.method)) return true;
  if (asked.site !== undefined && asked.site !== "same-origin" && asked.site !== "none") return refused;
  if (asked.origin === undefined) return asked.site === undefined ? refused : true;
  if (!URL.canParse(asked.origin)) return refused;
  const { host, origin } = new URL(asked.origin);
  return host === asked.host || (portal !== undefined && origin === new URL(portal).origin) ? true : refused;
}

const refused = say(
  "这个请求不是从本系统的页面发出的，没有执行。请从系统页面重新操作。",
  "This request did not come from a page of the portal and was not carried out. Please repeat it from the portal.",
);
