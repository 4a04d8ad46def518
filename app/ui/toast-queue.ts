import type { ReactNode } from "react";

export interface Toast {
  /** `ok` tick, `info` i, `bad` triangle: errors stay until closed. */
  tone?: "ok" | "info" | "bad";
  title: ReactNode;
  text?: ReactNode;
  /** One act: 撤回, 打开, 重选. */
  action?: { label: string; run: () => void };
  /** The same key replaces a toast that still stands. */
  key?: string;
}

export interface StandingToast extends Toast {
  id: number;
}

type Listener = (toasts: readonly StandingToast[]) => void;

/** The toasts of a page, oldest first; at most five stand. Pure of the DOM; the region draws them. */
export function createToastQueue() {
  let toasts: readonly StandingToast[] = [];
  let lastId = 0;
  const listeners = new Set<Listener>();
  const set = (next: readonly StandingToast[]) => {
    toasts = next;
    for (const listener of listeners) listener(toasts);
  };
  return {
    /** Shows a toast; returns a function that takes it away. */
    show(toast: Toast): () => void {
      const id = ++lastId;
      const others = toasts.filter((one) => toast.key === undefined || one.key !== toast.key);
      set([...others, { ...toast, id }].slice(-5));
      return () => this.close(id);
    },
    close(id: number) {
      set(toasts.filter((one) => one.id !== id));
    },
    all: () => toasts,
    subscribe(listener: Listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const toasts = createToastQueue();

/** Shows a toast bottom right: 6 s, errors until closed. */
export const toast = (one: Toast) => toasts.show(one);
