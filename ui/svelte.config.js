import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @type {Map<string, string>} */
const taken = new Map();

/**
 * The class that keeps a component's style to itself, in three signs: it stands some thousand times in what the app
 * carries. The first is a capital, as no class of ours is. Two files with one name stop the build: rename the newer.
 * @param {{ hash: (text: string) => string, filename: string }} component
 */
function styleName({ hash, filename }) {
  const file = filename.slice(filename.lastIndexOf("/src/"));
  let left = parseInt(hash(file), 36);
  let name = "";
  for (const base of [26, 64, 64]) {
    name += SIGNS[left % base];
    left = Math.floor(left / base);
  }
  const holder = taken.get(name) ?? file;
  if (holder !== file) throw new Error(`${holder} and ${file} have one style name, ${name}`);
  taken.set(name, file);
  return name;
}

/** @type {import("@sveltejs/vite-plugin-svelte").SvelteConfig} */
export default {
  preprocess: vitePreprocess({ script: false }),
  compilerOptions: { runes: true, cssHash: styleName },
};
