import { useEffect, useRef, useSyncExternalStore } from "react";

export interface KeyBinding {
  /** `n`, `/`, `?`, `ArrowDown`, `Escape`, `Ctrl+k`, `Ctrl+Enter`, `Shift+J`. Letters are compared without case unless Shift is named. */
  key: string;
  /** What it does, for the help dialog; without it the key is not listed. */
  label?: string;
  /** Under which head the help lists it: the page's name. */
  group?: string;
  run: (event: KeyboardEvent) => void;
  /** Also while the focus is in a field. Only for keys with Ctrl, and Escape. */
  inFields?: boolean;
}

interface Registration {
  bindings: readonly KeyBinding[];
}

/** What of a keyboard event the rules look at. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
  repeat?: boolean;
}

export interface KeyPlace {
  /** The focus is in a text field, a select or editable text. */
  inField: boolean;
  /** The focus is in a dialog, a menu or a list box, which have keys of their own. */
  inLayer: boolean;
  /** The person has switched single letters off. */
  lettersOff: boolean;
}

/** True while an input method composes: then no key acts, not even Enter. */
export const isComposing = (event: { isComposing: boolean; keyCode: number }) =>
  event.isComposing || event.keyCode === 229;

/** Whether a binding acts on this press at this place. Pure. */
export function acts(binding: Pick<KeyBinding, "key" | "inFields">, press: KeyPress, place: KeyPlace): boolean {
  if (isComposing(press)) return false;
  const parts = binding.key.split("+").filter((part, i, all) => part !== "" || i < all.length - 1);
  const key = binding.key === "+" ? "+" : (parts[parts.length - 1] as string);
  const wantsCtrl = parts.includes("Ctrl");
  const wantsShift = parts.includes("Shift");
  const ctrl = press.ctrlKey || press.metaKey;
  if (ctrl !== wantsCtrl || press.altKey !== parts.includes("Alt")) return false;
  const letter = key.length === 1 && /[a-z]/i.test(key);
  if ((letter || key.length > 1) && press.shiftKey !== wantsShift) return false;
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  const single = key.length === 1 && !wantsCtrl;
  if (single && (place.lettersOff || place.inField)) return false;
  if (place.inField && !binding.inFields && !wantsCtrl) return false;
  return !place.inLayer || binding.inFields === true;
}

const registrations: Registration[] = [];
const watchers = new Set<() => void>();
let snapshot: readonly KeyBinding[] = [];
let listening = false;
let lettersOff = false;

function changed() {
  snapshot = registrations.flatMap((one) => one.bindings);
  for (const watcher of watchers) watcher();
}

/** Switches single letters off or on for this browser window; the preference itself is a cookie of the shell. */
export function setLettersOff(off: boolean) {
  lettersOff = off;
  changed();
}

export const areLettersOff = () => lettersOff;

function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof Element ? target : null;
  const field = element?.closest(
    "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='textbox']",
  );
  const typeless =
    field instanceof HTMLInputElement &&
    ["checkbox", "radio", "button", "submit", "reset", "file"].includes(field.type);
  return {
    inField: Boolean(field) && !typeless,
    inLayer: Boolean(element?.closest("[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']")),
    lettersOff,
  };
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented) return;
  const place = placeOf(event.target);
  for (let i = registrations.length - 1; i >= 0; i--) {
    const found = (registrations[i] as Registration).bindings.find((binding) => acts(binding, event, place));
    if (!found) continue;
    event.preventDefault();
    found.run(event);
    return;
  }
}

/**
 * Keys of a page or a part while it stands. The latest registration wins. Single letters act only outside fields, never
 * during composition, never inside a dialog or menu, and not when the person has switched them off.
 */
export function useKeys(bindings: readonly KeyBinding[], enabled = true) {
  const latest = useRef(bindings);
  latest.current = bindings;
  const signature = bindings.map((one) => `${one.key}|${one.label ?? ""}|${one.group ?? ""}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the bindings
  useEffect(() => {
    if (!enabled) return;
    if (!listening) {
      listening = true;
      document.addEventListener("keydown", onKeyDown);
    }
    const registration: Registration = {
      bindings: latest.current.map((one, i) => ({ ...one, run: (event) => latest.current[i]?.run(event) })),
    };
    registrations.push(registration);
    changed();
    return () => {
      registrations.splice(registrations.indexOf(registration), 1);
      changed();
    };
  }, [signature, enabled]);
}

/** All keys that act now, for the help dialog. */
export function useKeyList(): readonly KeyBinding[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    () => snapshot,
    () => snapshot,
  );
}
