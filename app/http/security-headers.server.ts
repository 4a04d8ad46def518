import type { ServerResponse } from "node:http";
import helmet from "helmet";

/** The nonce of this response's scripts and styles; the request scope has the same one. */
const nonce = (_request: unknown, response: ServerResponse) =>
  `'nonce-${(response as { locals?: { nonce?: string } }).locals?.nonce}'`;

/**
 * Headers of every response. A page loads from this origin alone; scripts and styles that stand in it carry its nonce.
 * `dev`: the development server injects styles and talks over a socket of its own. `https`: browsers shall insist on TLS.
 */
export const securityHeaders = ({ dev, https }: { dev: boolean; https: boolean }) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", dev ? "'unsafe-inline'" : nonce],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'", "blob:"],
        connectSrc: ["'self'", ...(dev ? ["ws:", "wss:"] : [])],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https && { maxAge: 365 * 24 * 3600, includeSubDomains: true },
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
