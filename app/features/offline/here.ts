/**
 * Who is signed in at this browser, as far as it knows without the server, and until when what it keeps may be shown: the end of
 * the session. It is gone after signing out and on the sign-in page. Read before anything kept is shown.
 */
export type Here = { personId: string; until: string };

const key = "lianxi:here";

export function personHere(now: number): Here | null {
  try {
    const here = JSON.parse(localStorage.getItem(key) ?? "null") as Here | null;
    return here && now < Date.parse(here.until) ? here : null;
  } catch {
    return null;
  }
}

export function rememberHere(here: Here | null): void {
  try {
    if (here) localStorage.setItem(key, JSON.stringify(here));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing shows nothing without a network.
  }
}
