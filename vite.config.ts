import { readFile, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const app = resolve(root, "app");
const http = resolve(app, "http");
const compressed = promisify(brotliCompress);

/** `#domain/x.ts` → its file; the same map as `imports` in package.json. */
const fileOf = (id: string) => resolve(root, id.startsWith("#http/") ? `app/${id.slice(1)}` : id.slice(1));

/**
 * Pages, sockets and jobs share one instance of every module outside the bundle (one pool, one bus): whatever the server
 * imports through `#…`, and app/http however it is imported, is loaded by Node itself. The browser's bundle is not touched.
 */
function sharedServerModules(): Plugin {
  let serving = false;
  return {
    name: "lianxi:shared-server-modules",
    enforce: "pre",
    configResolved(config) {
      serving = config.command === "serve";
    },
    async resolveId(id, importer, options) {
      if (!options.ssr) return null;
      let shared = id.startsWith("#") ? id : undefined;
      if (!shared && importer && /^(~\/http|\.)/.test(id)) {
        const file = (await this.resolve(id, importer, { ...options, skipSelf: true }))?.id;
        if (file?.startsWith(`${http}/`)) shared = `#http/${relative(http, file)}`;
      }
      if (!shared) return null;
      return { id: serving ? pathToFileURL(fileOf(shared)).href : shared, external: true };
    },
  };
}

/** Scripts and styles a second time, compressed once and for all: the server need not do it for each browser. */
function compressedFiles(): Plugin {
  return {
    name: "lianxi:compressed-files",
    apply: (_config, { isSsrBuild }) => !isSsrBuild,
    async writeBundle({ dir = "" }, bundle) {
      const files = Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file));
      await Promise.all(
        files.map(async (file) => {
          const text = await readFile(resolve(dir, file));
          if (text.length > 1024) await writeFile(resolve(dir, `${file}.br`), await compressed(text));
        }),
      );
    },
  };
}

/** The service worker: one file of its own at a fixed address, because browsers know it by that; the server adds the build's name. */
function serviceWorker(): Plugin {
  return {
    name: "lianxi:service-worker",
    apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
    buildStart() {
      this.emitFile({ type: "chunk", id: resolve(app, "features/offline/worker.ts"), fileName: "sw.js" });
    },
  };
}

export default defineConfig(({ isSsrBuild }) => ({
  root,
  resolve: { alias: { "~": app, "react-i18next": resolve(app, "i18n/translation.tsx") } },
  plugins: [sharedServerModules(), tailwindcss(), remix(remixOptions), serviceWorker(), compressedFiles()],
  environments: { ssr: { resolve: { builtins: [/^(node|file):/, ...builtinModules] } } },
  build: {
    target: isSsrBuild ? "node24" : "es2022",
    ...(isSsrBuild && { rollupOptions: { external: (id: string) => id.startsWith("#") } }),
  },
  server: { middlewareMode: true },
}));
