import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";
import { styleName } from "./build/style_name.js";

/** @type {import("@sveltejs/vite-plugin-svelte").SvelteConfig} */
export default {
  preprocess: vitePreprocess({ script: false }),
  compilerOptions: { runes: true, cssHash: styleName },
};
