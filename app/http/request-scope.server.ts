import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of one HTTP request wherever its work runs. server.ts opens the scope. */
export type RequestScope = {
  /** UUIDv7; in the log line, in the X-Request-Id header and, shortened, on error pages. */
  id: string;
  /** Nonce of the page's scripts and styles. */
  nonce: string;
  /** The client's address as the proxy setting tells it. */
  address: string;
  startedAt: Date;
  /** Whether the request came over TLS (or the proxy says so): then cookies are Secure. */
  secure: boolean;
  /** Work done once a request and shared by its loaders. */
  memo: Map<string, Promise<unknown>>;
};

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs `work` as part of the request. */
export const inRequestScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work);

/** The request that is being answered; undefined outside of one (tests that call a loader by itself). */
export const requestScope = (): RequestScope | undefined => scopes.getStore();

/** `work`, once a request: the second caller gets the first one's promise. */
export function oncePerRequest<T>(key: string, work: () => Promise<T>): Promise<T> {
  const memo = scopes.getStore()?.memo;
  if (!memo) return work();
  let promise = memo.get(key) as Promise<T> | undefined;
  if (!promise) {
    promise = work();
    memo.set(key, promise);
  }
  return promise;
}

/** Forgets what the request has shared so far: after a write that changes it. */
export const forgetShared = (key: string): void => {
  scopes.getStore()?.memo.delete(key);
};
