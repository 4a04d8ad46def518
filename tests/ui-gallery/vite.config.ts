import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The gallery is a page of its own: no Remix, no server, no route of the portal. */
export default defineConfig({
  root: here,
  base: "/",
  resolve: {
    alias: { "~": resolve(here, "../../app"), "react-i18next": resolve(here, "../../app/i18n/translation.tsx") },
  },
  plugins: [tailwindcss()],
  esbuild: { jsx: "automatic" },
  // The portal's own policy: a part that needs more breaks here first.
  preview: {
    headers: {
      "Content-Security-Policy":
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-gallery'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'",
    },
  },
  build: { emptyOutDir: true, target: "es2022" },
});
