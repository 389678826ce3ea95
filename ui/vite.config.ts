import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { catalogues } from "./build/catalogues.js";
import { icons } from "./build/icons.js";
import { noHydration } from "./build/no_hydration.js";
import { noSlots } from "./build/no_slots.js";
import { shortKeys } from "./build/short_keys.js";

// The shell serves dist/ under a policy without inline code: everything leaves as files.
export default defineConfig({
  plugins: [icons(), catalogues(), svelte(), noHydration(), noSlots(), shortKeys()],
  base: "./",
  clearScreen: false,
  server: { host: "127.0.0.1", port: 5172, strictPort: true },
  build: {
    target: ["es2022", "safari16", "chrome111"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
