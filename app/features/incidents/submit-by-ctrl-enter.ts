import type { KeyboardEvent } from "react";

/** Ctrl+Enter sends the form; Enter alone in a line of text does not: what is sent here reaches many people at once. */
export function submitByCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || event.defaultPrevented || event.nativeEvent.isComposing) return;
  const isLine = event.target instanceof HTMLInputElement && !["submit", "button"].includes(event.target.type);
  if (event.ctrlKey || event.metaKey) event.currentTarget.requestSubmit();
  else if (!isLine) return;
  event.preventDefault();
}
