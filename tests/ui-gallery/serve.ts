import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, preview } from "vite";
import config from "./vite.config.ts";

/** Builds the gallery into a folder of its own and serves it until `close`. Port 0 takes a free one. */
export async function serveGallery(port = 0): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), "lianxi-gallery-"));
  const own = { ...config, configFile: false as const, logLevel: "error" as const, build: { ...config.build, outDir } };
  await build(own);
  const server = await preview({
    ...own,
    preview: { ...config.preview, port, strictPort: port !== 0, host: "127.0.0.1" },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the gallery has no port");
  const close = async () => {
    await server.close();
    await rm(outDir, { recursive: true });
  };
  return { url: `http://127.0.0.1:${address.port}`, close };
}
