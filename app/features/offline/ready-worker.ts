/** After so long the page has what it needs itself. */
const LATER_MS = 1500;
let asked = false;

/**
 * Makes pages open without a network: registers the service worker, once a page of this browser that is kept has been opened. In
 * development and on addresses where browsers allow none there is none.
 */
export function readyWorker(): void {
  if (asked || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  asked = true;
  setTimeout(() => {
    if (!navigator.onLine) {
      asked = false;
      addEventListener("online", readyWorker, { once: true });
      return;
    }
    navigator.serviceWorker
      .register("/sw.js", { updateViaCache: "none" })
      .then(async () => {
        const { active } = await navigator.serviceWorker.ready;
        // Language and colours of the page that opens without a network are those of this one.
        const { lang, dataset } = document.documentElement;
        active?.postMessage({ kind: "shell", look: `${lang} ${dataset.theme ?? ""}` });
      })
      .catch(() => {
        // Refused (private window, policy of the office): pages do not open without a network, everything else works.
        asked = false;
      });
  }, LATER_MS);
}
