import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect } from "@remix-run/node";
import { Id } from "#domain/kernel/fields.ts";
import { newId } from "#domain/kernel/id.ts";
import { log } from "#domain/kernel/log.ts";
import { Refusal } from "#domain/kernel/refusal.ts";
import { SecondStepInput, SignInInput } from "#domain/people/account-inputs.ts";
import { pausedUntil } from "#domain/people/attempts.server.ts";
import {
  type Place,
  type SignInResult,
  signIn,
  signInDemo,
  signInSecondStep,
} from "#domain/people/commands/sign-in.server.ts";
import { NEW_PASSWORD_PAGE, whoAsks } from "./actor.server.ts";
import { notFoundPage } from "./load.server.ts";
import { countCommand } from "./metrics.server.ts";
import { ownPath } from "./paths.ts";
import { forgetShared, requestScope } from "./request-scope.server.ts";
import { deviceOf, newDevice, rememberedLogin, rememberLogin, sessionCookie } from "./session.server.ts";
import { version } from "./version.server.ts";

export type DemoList = { password: string; rows: DemoRow[] };
type DemoRow = { login: string; name: string; unit: string; duty: string; look: string };

/** What the sign-in page shows before anything is sent. */
export type SignInPage = {
  version: string;
  login: string;
  next: string;
  now: string;
  pausedUntil: string | null;
  demo: DemoList | null;
};

/** What the sign-in form is answered; the words are the page's. */
export type SignInAnswer =
  | { ok: true; personId: string; next: string }
  | {
      ok: false;
      step: "password" | "second";
      problem: "wrong" | "paused" | "empty" | "late" | null;
      login: string;
      remember: boolean;
      next: string;
      now: string;
      /** Tries before the pause. */
      left?: number;
      pausedUntil?: string;
      /** Everybody behind this address is paused, not only this device. */
      wholeAddress?: boolean;
      ticket?: string;
      recovery?: boolean;
    };

/** The sign-in page; who is signed in already goes on to where he was going. `other`: somebody else than the remembered one. */
export async function signInPage(request: Request, demo: DemoList | null) {
  const { searchParams } = new URL(request.url);
  const next = ownPath(searchParams.get("next"));
  if (await whoAsks(request)) throw redirect(next);
  const login = searchParams.has("other") ? "" : rememberedLogin(request);
  const device = deviceOf(request);
  const paused = device && login ? await pausedUntil({ login, device }) : null;
  const page: SignInPage = {
    version,
    login,
    next,
    now: new Date().toISOString(),
    pausedUntil: paused?.toISOString() ?? null,
    demo,
  };
  return data(page, device ? undefined : { headers: { "Set-Cookie": newDevice().header } });
}

type Asked = { form: FormData; login: string; remember: boolean; next: string; stay: boolean; cookies: string[] };

/**
 * Sign-in by form: `intent` is sign-in, second-step or demo. Success goes to `next`, or with `stay` answers in place. Works without JavaScript: whatever is wrong comes back with the page.
 */
export async function signInAction(request: Request, { stay = false } = {}) {
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const known = deviceOf(request);
  const fresh = known ? null : newDevice();
  const place: Place = {
    device: known ?? fresh!.device,
    address: requestScope()?.address ?? "unknown",
    userAgent: request.headers.get("User-Agent") ?? "",
  };
  const asked: Asked = {
    form,
    login: text("login"),
    remember: form.has("remember"),
    next: ownPath(text("next")),
    stay,
    cookies: fresh ? [fresh.header] : [],
  };
  const started = performance.now();
  const result = await attempt(asked, text("intent"), place, Id.safeParse(form.get("commandId")).data ?? newId());
  const outcome = typeof result === "string" ? result : result.kind;
  countCommand("people.session.start", outcome, performance.now() - started);
  // Who tried is in the event of a success; a failure is logged without the name.
  if (outcome === "wrong" || outcome === "paused")
    log.warn({ requestId: requestScope()?.id, outcome, device: place.device }, "sign-in refused");
  return answer(asked, result);
}

async function attempt(
  asked: Asked,
  intent: string,
  place: Place,
  commandId: string,
): Promise<SignInResult | "empty" | "late"> {
  if (intent === "demo") {
    // Outside of a demonstration there is no such door.
    return signInDemo(asked.login, place, { commandId }).catch((error: unknown) => {
      throw error instanceof Refusal ? notFoundPage() : error;
    });
  }
  if (intent === "second-step") {
    const input = parseWithZod(asked.form, { schema: SecondStepInput });
    if (input.status !== "success") return "empty";
    try {
      return await signInSecondStep(input.value, place, { commandId });
    } catch (error) {
      // The ticket is too old, or the account has been disabled meanwhile: from the beginning.
      if (error instanceof Refusal) return "late";
      throw error;
    }
  }
  const input = parseWithZod(asked.form, { schema: SignInInput });
  return input.status === "success" ? signIn(input.value, place, { commandId }) : "empty";
}

function answer(asked: Asked, result: SignInResult | "empty" | "late") {
  const { login, remember, next, stay } = asked;
  const headers = new Headers();
  for (const header of asked.cookies) headers.append("Set-Cookie", header);
  if (typeof result === "object" && result.kind === "signed_in") {
    headers.append("Set-Cookie", sessionCookie(result.token));
    if (asked.form.get("intent") !== "demo" && !stay)
      headers.append("Set-Cookie", rememberLogin(remember ? result.login : null));
    forgetShared("session");
    forgetShared("actor");
    const to = result.mustChangePassword ? `${NEW_PASSWORD_PAGE}?next=${encodeURIComponent(next)}` : next;
    if (stay) return data<SignInAnswer>({ ok: true, personId: result.personId, next: to }, { headers });
    throw redirect(to, { status: 303, headers });
  }
  const step = asked.form.get("intent") === "second-step" && result !== "late" ? "second" : "password";
  const base = {
    ok: false as const,
    step: step as "second" | "password",
    login,
    remember,
    next,
    now: new Date().toISOString(),
  };
  const again = { ticket: String(asked.form.get("ticket") ?? ""), recovery: asked.form.has("recovery") };
  if (typeof result === "string")
    return data<SignInAnswer>({ ...base, ...(step === "second" && again), problem: result }, { status: 422, headers });
  if (result.kind === "second_step")
    return data<SignInAnswer>(
      { ...base, step: "second", problem: null, ticket: result.ticket, login: result.login },
      { headers },
    );
  if (result.kind === "wrong")
    return data<SignInAnswer>(
      { ...base, ...(step === "second" && again), problem: "wrong", left: result.left },
      { status: 422, headers },
    );
  const paused = { pausedUntil: result.until.toISOString(), wholeAddress: result.cause === "address" };
  return data<SignInAnswer>({ ...base, step: "password", problem: "paused", ...paused }, { status: 429, headers });
}

/** Sign-in over a page that stays: the same, answered as JSON and without going anywhere. */
export async function signInInPlace(request: Request): Promise<Response> {
  const { data: answer, init } = await signInAction(request, { stay: true });
  return Response.json(answer, init ?? undefined);
}
