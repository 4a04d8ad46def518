import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The gallery is a page of its own: no Remix, no server, no route of the portal. */
export default defineConfig({
  root: here,
  base: "/",
  resolve: { alias: { "~": resolve(here, "../../app") } },
  plugins: [tailwindcss()],
  esbuild: { jsx: "automatic" },
  build: { outDir: resolve(here, "../../build/ui-gallery"), emptyOutDir: true, target: "es2022" },
});
