import { type Deadlines, IDLE_HEADER, type SessionFacts, type SessionOverReason } from "#http/session-facts.ts";
import { serverNow } from "../../ui/clock.ts";
import { rememberHere } from "../offline/here.ts";

/**
 * What this page knows of the session, outside React. States: unwatched (no page of a signed-in person stands) → watching →
 * over (the password is asked over the page) → watching again. The server decides; the timer here only asks in time.
 */
type Watched = { personId: string; deadlines: Deadlines };

let watched: Watched | null = null;
let over: SessionOverReason | null = null;
let waiting: ((again: boolean) => void)[] = [];
let asking: Promise<boolean> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastInput = Date.now();
let lastAsked = Date.now();
const listeners = new Set<() => void>();

/** The bare fetch, so that the watch's own question is never held back by itself. */
const send: typeof fetch = (...request) => globalThis.fetch(...request);
/** Other tabs of this browser hear who is signed in here now: a person, or nobody (the sign-in page). */
let tabs: BroadcastChannel | undefined;
const CHANNEL = "lianxi-session";
type Word = { personId: string | null };

/** While the person works the server hears of it at least this often. */
const TELL_EVERY_MS = 60_000;

export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** Why the session is over; null while it lives. */
export const overReason = (): SessionOverReason | null => over;

function setOver(reason: SessionOverReason | null): void {
  if (over === reason) return;
  over = reason;
  for (const listener of listeners) listener();
}

/** Begins to watch; the returned function stops it. A page is watched once. */
export function watchSession(session: Watched): () => void {
  watched = session;
  lastAsked = Date.now();
  const noticed = () => {
    lastInput = Date.now();
    if (watched && !over && lastInput - lastAsked > TELL_EVERY_MS) void stillLives();
  };
  const looked = () => {
    if (document.visibilityState === "visible") void stillLives();
  };
  const signs = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
  for (const sign of signs) addEventListener(sign, noticed, { passive: true, capture: true });
  document.addEventListener("visibilitychange", looked);
  addEventListener("pageshow", looked);
  tabs = new BroadcastChannel(CHANNEL);
  tabs.onmessage = ({ data }: MessageEvent<Word>) => {
    if (over || data.personId !== watched?.personId) void stillLives();
  };
  tabs.postMessage({ personId: session.personId } satisfies Word);
  plan();
  return () => {
    for (const sign of signs) removeEventListener(sign, noticed, { capture: true });
    document.removeEventListener("visibilitychange", looked);
    removeEventListener("pageshow", looked);
    tabs?.close();
    tabs = undefined;
    clearTimeout(timer);
    watched = null;
    setOver(null);
    release(false);
  };
}

/** New deadlines came with an answer of the server. */
export function deadlinesAre(deadlines: Deadlines): void {
  if (!watched) return;
  watched = { ...watched, deadlines };
  lastAsked = Date.now();
  plan();
}

/** Asks the server when the session would end by what is known here. */
function plan(): void {
  clearTimeout(timer);
  if (!watched || over) return;
  const { idleAt, expiresAt } = watched.deadlines;
  const left = Math.min(Date.parse(idleAt), Date.parse(expiresAt)) - serverNow();
  timer = setTimeout(() => void stillLives(), Math.max(left, 0) + 500);
}

/** Asks the server, once however many ask at the same time. A page that cannot reach it keeps to its own clock. */
export function stillLives(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  if (!watched) return false;
  const before = watched;
  lastAsked = Date.now();
  let facts: SessionFacts;
  try {
    const response = await send("/session", { headers: { Accept: "application/json", [IDLE_HEADER]: idleSeconds() } });
    facts = (await response.json()) as SessionFacts;
  } catch {
    // Nobody can check a password now, and what happens meanwhile must be written down: only the session's absolute end closes
    // the page. The idle end is looked at as soon as the server answers.
    if (serverNow() >= Date.parse(before.deadlines.expiresAt)) sessionIsOver("expired");
    else timer = setTimeout(() => void stillLives(), 15_000);
    return over === null;
  }
  if (!facts.live) {
    sessionIsOver(facts.reason);
    return false;
  }
  // Somebody else has signed in in another tab: this page is not theirs to see.
  if (facts.personId !== before.personId) {
    location.reload();
    return false;
  }
  renewed(facts.deadlines);
  return true;
}

/** Whose page this is; null on pages before one is inside. */
export const whosePage = (): string | null => watched?.personId ?? null;

/** Seconds since the last sign of the person, for the server's idle clock. */
export const idleSeconds = (): string => String(Math.floor((Date.now() - lastInput) / 1000));

/** The session is over: the page asks for the password. Heard from the timer, an answer, the socket or another tab. */
export function sessionIsOver(reason: SessionOverReason): void {
  if (!watched) return;
  clearTimeout(timer);
  setOver(reason);
}

/** Somebody signed in over this page. */
export function signedInAgain(): void {
  lastInput = Date.now();
  if (watched) tabs?.postMessage({ personId: watched.personId } satisfies Word);
  void stillLives();
}

/** The sign-in page tells the tabs of this browser that nobody is signed in here. */
export function nobodyHere(): void {
  rememberHere(null);
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ personId: null } satisfies Word);
  channel.close();
}

function renewed(deadlines: Deadlines): void {
  deadlinesAre(deadlines);
  if (over === null) return;
  setOver(null);
  plan();
  release(true);
}

function release(again: boolean): void {
  const released = waiting;
  waiting = [];
  for (const go of released) go(again);
}

/**
 * Something was refused because there is no session. Resolves to true as soon as the person has signed in again over this
 * page (at once if the session lives after all), false when he left or no such page stands.
 */
export async function askPasswordOver(): Promise<boolean> {
  if (!watched) return false;
  if (!over && (await stillLives())) return true;
  if (!watched) return false;
  return new Promise((resolve) => waiting.push(resolve));
}
