import { existsSync, readFileSync } from "node:fs";
import type { RequestHandler } from "express";

/**
 * Serves the service worker at /sw.js, with the build's name in front: a browser takes a new one when a byte has changed, and
 * asks each time. Its scope is the whole portal, which is where it lies.
 */
export function workerFile(file: string, build: string): RequestHandler {
  const script = existsSync(file) ? `const BUILD=${JSON.stringify(build)};\n${readFileSync(file, "utf8")}` : null;
  return (request, response, next) => {
    if (request.path !== "/sw.js" || script === null) return next();
    response.setHeader("Cache-Control", "no-cache");
    response.type("text/javascript; charset=utf-8").send(script);
  };
}
