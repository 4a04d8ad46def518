import { readdirSync } from "node:fs";
import express, { type RequestHandler } from "express";

/**
 * Serves the files of the built client under /assets, compressed where the build has done so and the browser can read it.
 * Their names change with their content. Other addresses are not looked for on the disk.
 */
export function builtFiles(folder: string): RequestHandler {
  const names = new Set(readdirSync(folder));
  const files = express.static(folder, {
    index: false,
    redirect: false,
    fallthrough: false,
    immutable: true,
    maxAge: "1y",
  });
  return express.Router().use("/assets", (request, response, next) => {
    const name = request.path.slice(1);
    if (names.has(`${name}.br`)) {
      response.vary("Accept-Encoding");
      if (request.acceptsEncodings("br")) {
        response.type(name);
        response.setHeader("Content-Encoding", "br");
        request.url = `/${name}.br`;
      }
    }
    files(request, response, next);
  });
}
