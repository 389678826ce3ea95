import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { catalogues } from "../../build/catalogues.js";
import { icons } from "../../build/icons.js";
import { noHydration } from "../../build/no_hydration.js";
import { shortKeys } from "../../build/short_keys.js";

// The stage for screenshots, built and served under a policy as strict as the shell's. Never part of the app's build.
export default defineConfig({
  plugins: [icons(), catalogues(), svelte(), noHydration(), shortKeys()],
  logLevel: "error",
  build: {
    outDir: "tests/stage/out/site",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: "tests/stage/index.html" },
  },
  preview: {
    host: "127.0.0.1",
    port: 5174,
    strictPort: true,
    headers: {
      "Content-Security-Policy":
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
    },
  },
});
