import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { type Phase, phases } from "#domain/incidents/phase-machine.ts";
import { isComposing } from "../../../ui/keys.ts";
import type { Carry } from "./column-state.ts";

/** Pixels before a press becomes a drag. */
const THRESHOLD = 5;
/** A refused card goes back in so many ms. */
const RETURN_MS = 120;

export type CarryOptions = {
  cardOf: (id: string) => ShownCard | undefined;
  /** Whether this card may be taken up; says why not by itself. */
  mayCarry: (card: ShownCard) => boolean;
  /** Put down over a phase other than its own. False: it goes back. */
  onDrop: (card: ShownCard, target: Phase) => boolean;
  /** Told to screen readers as the keys go from phase to phase. */
  onTarget: (card: ShownCard, target: Phase) => void;
};

/** The rectangle of the carried card, and where in it the pointer took hold. */
type Grip = { width: number; height: number; dx: number; dy: number; left: number; top: number };

/**
 * Carrying a card: by pointer (press and pull) or by keys (m, arrows, Enter, Esc). The card under the pointer is moved by
 * its transform alone, so a drag renders nothing but the phase it is over.
 */
export function useCarry(options: CarryOptions) {
  const [carry, setCarry] = useState<Carry | null>(null);
  const latest = useRef({ options, carry });
  latest.current = { options, carry };
  const grip = useRef<Grip | null>(null);
  const at = useRef({ x: 0, y: 0 });
  const ghost = useRef<HTMLDivElement | null>(null);
  const release = useRef<(() => void) | null>(null);
  const dragged = useRef(false);

  const place = useCallback(() => {
    if (!ghost.current || !grip.current) return;
    const { dx, dy, width } = grip.current;
    ghost.current.style.width = `${width}px`;
    ghost.current.style.transform = `translate(${at.current.x - dx}px, ${at.current.y - dy}px)`;
  }, []);
  const ghostRef = useCallback(
    (node: HTMLDivElement | null) => {
      ghost.current = node;
      place();
    },
    [place],
  );

  const end = useCallback(() => {
    release.current?.();
    release.current = null;
    setCarry(null);
  }, []);
  useEffect(() => () => release.current?.(), []);

  /** Back to its place, then gone. */
  const goBack = useCallback(() => {
    const node = ghost.current;
    release.current?.();
    release.current = null;
    if (!node || !grip.current) return setCarry(null);
    const card = latest.current.carry?.card;
    const home = card && document.querySelector(`[data-card="${card.id}"]`)?.getBoundingClientRect();
    const { left, top } = home && home.width > 0 ? home : grip.current;
    setCarry((now) => now && { ...now, over: null });
    node.style.transition = `transform ${RETURN_MS}ms ease-out`;
    node.style.transform = `translate(${left}px, ${top}px)`;
    setTimeout(() => setCarry(null), RETURN_MS);
  }, []);

  const drop = useCallback(
    (target: Phase | null) => {
      const { carry: now, options: on } = latest.current;
      if (!now) return end();
      if (target === null || target === now.card.phase || !on.onDrop(now.card, target)) goBack();
      else end();
    },
    [end, goBack],
  );

  const onPointerDown = (event: ReactPointerEvent) => {
    if (event.button !== 0 || event.pointerType === "touch" || latest.current.carry) return;
    const from = event.target as Element;
    const element = from.closest<HTMLElement>("[data-card]");
    if (!element || from.closest("button")) return;
    const card = options.cardOf(element.dataset.card!);
    if (!card) return;
    const start = { x: event.clientX, y: event.clientY };
    let pulled = false;
    const move = (to: PointerEvent) => {
      at.current = { x: to.clientX, y: to.clientY };
      if (!pulled) {
        if (Math.hypot(to.clientX - start.x, to.clientY - start.y) < THRESHOLD) return;
        pulled = true;
        dragged.current = true;
        const held = latest.current.options.cardOf(card.id);
        if (!held || !latest.current.options.mayCarry(held)) return stop();
        const { left, top, width, height } = element.getBoundingClientRect();
        grip.current = { left, top, width, height, dx: start.x - left, dy: start.y - top };
        setCarry({ card: held, how: "pointer", over: held.phase });
        return;
      }
      place();
      const over = phaseAt(to.clientX, to.clientY);
      if (over !== latest.current.carry?.over) setCarry((now) => now && { ...now, over });
    };
    const up = (to: PointerEvent) => {
      if (pulled) drop(phaseAt(to.clientX, to.clientY));
      stop();
    };
    const cancel = () => {
      if (pulled) goBack();
      stop();
    };
    const key = (press: KeyboardEvent) => {
      if (press.key !== "Escape" || !pulled) return;
      press.preventDefault();
      press.stopPropagation();
      cancel();
    };
    const stop = () => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", key, true);
      window.removeEventListener("blur", cancel);
      // The click that follows the drop is not a wish to open the card.
      setTimeout(() => {
        dragged.current = false;
      });
    };
    release.current?.();
    release.current = stop;
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", key, true);
    window.addEventListener("blur", cancel);
  };

  /** Takes a card up by keys. */
  const takeUp = (card: ShownCard) => {
    if (latest.current.carry || !options.mayCarry(card)) return;
    grip.current = null;
    setCarry({ card, how: "keys", over: card.phase });
    options.onTarget(card, card.phase);
    const key = (press: KeyboardEvent) => {
      const now = latest.current.carry;
      if (!now || isComposing(press)) return;
      const step = press.key === "ArrowRight" ? 1 : press.key === "ArrowLeft" ? -1 : 0;
      const known = step !== 0 || ["Enter", "Escape", "Tab", "m"].includes(press.key);
      if (!known) return;
      press.preventDefault();
      press.stopPropagation();
      if (step !== 0) {
        const to = phases[phases.indexOf(now.over ?? now.card.phase) + step];
        if (!to) return;
        setCarry({ ...now, over: to });
        latest.current.options.onTarget(now.card, to);
      } else if (press.key === "Enter") drop(now.over);
      else end();
    };
    const away = () => end();
    release.current = () => {
      document.removeEventListener("keydown", key, true);
      document.removeEventListener("pointerdown", away, true);
    };
    document.addEventListener("keydown", key, true);
    document.addEventListener("pointerdown", away, true);
  };

  return {
    carry,
    takeUp,
    putBack: end,
    ghostRef,
    handlers: {
      onPointerDown,
      onDragStart: (event: { preventDefault(): void }) => event.preventDefault(),
      onClickCapture: (event: { preventDefault(): void; stopPropagation(): void }) => {
        if (!dragged.current) return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}

/** The phase under a point of the window; null outside the board. */
function phaseAt(x: number, y: number): Phase | null {
  const name = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-phase]")?.dataset.phase;
  return phases.find((phase) => phase === name) ?? null;
}
