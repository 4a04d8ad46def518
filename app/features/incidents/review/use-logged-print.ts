import { useCallback, useEffect, useRef, useState } from "react";

/**
 * Prints the page once the server has written down who does; `refused` says in words why it was not. A print that the browser starts
 * by itself (Ctrl+P) is told to the same address.
 */
export function useLoggedPrint(address: string, refused: (message: string | undefined) => void) {
  const [busy, setBusy] = useState(false);
  const told = useRef(false);
  useEffect(() => {
    const tell = () => {
      if (!told.current) void fetch(address, { method: "POST", keepalive: true }).catch(() => undefined);
      told.current = false;
    };
    window.addEventListener("beforeprint", tell);
    return () => window.removeEventListener("beforeprint", tell);
  }, [address]);
  const print = useCallback(async () => {
    setBusy(true);
    const response = await fetch(address, { method: "POST", headers: { Accept: "application/json" } }).catch(
      () => null,
    );
    setBusy(false);
    if (!response?.ok) {
      const answer = (await response?.json().catch(() => null)) as { message?: string } | null | undefined;
      return refused(answer?.message);
    }
    told.current = true;
    window.print();
  }, [address, refused]);
  return { print, busy };
}
