/** Layers over the page: they have a focus of their own and give it back. */
const LAYER = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
/** Where the focus may stand for something that has gone: a place, never a neighbour that would act on the next Enter. */
const PLACE = "section, article, aside, li, form, [role=region], main";
/** A part that is made anew elsewhere takes the focus along by itself within this time. */
const PATIENCE_MS = 100;

let last: { element: HTMLElement; way: readonly Element[] } | null = null;

function remember({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || target.closest(LAYER)) return;
  const way: Element[] = [];
  for (let at = target.parentElement; at; at = at.parentElement) way.push(at);
  last = { element: target, way };
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

/**
 * Where nothing has the focus any more: gives it to what had it last on the page, or, when that has gone, to the nearest place
 * around it that is left. Tab goes on from there.
 */
export function returnFocus(): void {
  if (!last || !isLost()) return;
  const { element, way } = last;
  const place = element.isConnected
    ? element
    : way.find((one): one is HTMLElement => one.isConnected && one.matches(PLACE));
  if (!place) return;
  if (place !== element && !place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.dataset.focusPlace = "";
    place.addEventListener(
      "blur",
      () => {
        place.removeAttribute("tabindex");
        delete place.dataset.focusPlace;
      },
      { once: true },
    );
  }
  place.focus({ preventScroll: true });
}

/** Watches over a window: what has the focus may go at any time, by one's own act or live, and the focus is not lost. Returns how to stop. */
export function keepFocus(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    if (!last || last.element.isConnected || !isLost()) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (last && !last.element.isConnected && !document.querySelector(LAYER)) returnFocus();
    }, PATIENCE_MS);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("focusin", remember);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener("focusin", remember);
  };
}
