/**
 * The service worker, served at /sw.js. It makes pages open without a network, and does nothing else: it keeps the built files of
 * this build and one empty page, the shell, which shows what the person's own store has (offline-page.tsx). No page and no answer
 * of the portal is ever kept here: nothing that belongs to a person can be shown to another. Commands, data, sign-in and sockets
 * do not pass through it.
 */
declare const BUILD: string;

type Waits = { waitUntil(work: Promise<unknown>): void };
type Asked = Waits & { request: Request; respondWith(answer: Promise<Response>): void };
type Told = Waits & { data: { kind?: string; look?: string } };
const worker = self as unknown as {
  addEventListener(name: "install" | "activate", heard: (event: Waits) => void): void;
  addEventListener(name: "fetch", heard: (event: Asked) => void): void;
  addEventListener(name: "message", heard: (event: Told) => void): void;
  skipWaiting(): Promise<void>;
};

const SHELL = "/offline";
const PREFIX = "lianxi-files-";
const FILES = PREFIX + BUILD;
const LOOK_HEADER = "X-Lianxi-Look";
/** A page that does not answer in this time is as good as away. */
const PATIENCE_MS = 12_000;

/** Addresses that are no pages of the frame, or must only come from the server. */
const never =
  /^\/(sign-in|sign-out|session|locale|commands|live|healthz|readyz|metrics|__manifest)(\/|$)|\/(attachments|file|print|export)(\/|$)|\./;

worker.addEventListener("install", (event) => event.waitUntil(keepShell("").then(() => worker.skipWaiting())));

// Tabs that were opened before an update go on with the files of their build: the one before stays until the next.
worker.addEventListener("activate", (event) =>
  event.waitUntil(
    caches.keys().then(async (names) => {
      const older = names.filter((name) => name.startsWith(PREFIX) && name !== FILES);
      for (const name of older.slice(0, -1)) await caches.delete(name);
    }),
  ),
);

worker.addEventListener("message", (event) => {
  if (event.data.kind === "shell") event.waitUntil(keepShell(event.data.look ?? "").catch(() => undefined));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && !never.test(pathname)) event.respondWith(page(request));
});

/** The shell with all files it names, anew when its language or colours are others. */
async function keepShell(look: string): Promise<void> {
  const kept = await caches.open(FILES);
  if (look !== "" && (await kept.match(SHELL))?.headers.get(LOOK_HEADER) === look) return;
  const answer = await fetch(SHELL, { cache: "no-store", redirect: "error" });
  if (!answer.ok) throw new Error(`the shell was answered ${answer.status}`);
  const html = await answer.text();
  const names = [...new Set(html.match(/\/assets\/[\w.~-]+/g) ?? [])];
  await Promise.all(
    names.map(async (name) => {
      if (!(await kept.match(name))) await kept.add(name);
    }),
  );
  const headers = new Headers(answer.headers);
  headers.set(LOOK_HEADER, look);
  await kept.put(SHELL, new Response(html, { headers }));
}

/** Built files never change under their name: of whatever build, what is here is right. */
async function file(request: Request): Promise<Response> {
  const held = await caches.match(request.url);
  if (held) return held;
  const answer = await fetch(request);
  if (answer.status === 200) {
    const copy = answer.clone();
    void caches.open(FILES).then((kept) => kept.put(request.url, copy));
  }
  return answer;
}

/** The server's page; while it cannot be reached the shell, under an address that says which page it stands for. */
async function page(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const isShell = pathname === SHELL || pathname.startsWith(`${SHELL}/`);
  try {
    const answer = await inTime(fetch(request));
    // A proxy that stands before a server which is away.
    const isAway = answer.status >= 502 && answer.status <= 504 && !answer.headers.has("X-Request-Id");
    if (!isAway) return answer;
  } catch (error) {
    if (!(await shell())) throw error;
  }
  const kept = await shell();
  if (!kept) return Response.error();
  return isShell ? kept : Response.redirect(`${SHELL}${pathname === "/" ? "" : pathname}${search}`, 302);
}

async function shell(): Promise<Response | undefined> {
  return (await (await caches.open(FILES)).match(SHELL)) ?? (await caches.match(SHELL));
}

function inTime(answer: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TypeError("no answer in time")), PATIENCE_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
