import { redirect } from "@remix-run/node";
import { execute } from "#domain/kernel/command.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { changePreferences } from "#domain/people/commands/change-preferences.server.ts";
import { whoAsks } from "./actor.server.ts";
import { cookieLocale, isLocale, localeCookie } from "./locale.server.ts";
import { ownPath } from "./paths.ts";

/** The language of this browser, and of the person when somebody is signed in. Goes back to `redirectTo`. */
export async function changeLocale(request: Request) {
  const form = await request.formData();
  const asked = form.get("locale");
  const locale = isLocale(asked) ? asked : cookieLocale(request);
  const asking = await whoAsks(request);
  if (asking) await execute(changePreferences, asking.actor, { locale }, { commandId: newId() });
  throw redirect(ownPath(form.get("redirectTo")), { status: 303, headers: { "Set-Cookie": localeCookie(locale) } });
}
