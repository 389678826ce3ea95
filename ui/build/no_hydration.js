// Svelte can take over a page that a server wrote. Here no server writes one: what is for that alone is left out of what the app
// carries. Svelte guards all of it by one variable; as a constant, the last round of making the code small drops what it guards.

const GUARD = "export let hydrating = false;";
const SETTER = "\thydrating = value;\n";

/** @returns {import("vite").Plugin[]} */
export function noHydration() {
  return [
    {
      name: "first72:no-hydration",
      apply: "build",
      transform: {
        filter: { id: /svelte\/src\/internal\/client\/dom\/hydration\.js/ },
        handler: (code) => ({ code: withoutHydration(code), map: null }),
      },
    },
    {
      name: "first72:no-hints",
      apply: "build",
      // Behind Svelte's own plugin, so that this reads what it wrote.
      enforce: "post",
      transform: {
        filter: { id: /\.svelte$/ },
        handler: (code) => ({ code: withoutHints(code), map: null }),
      },
    },
  ];
}

/** The module with a guard that never changes. Another version of Svelte may write it otherwise: then the build says so. @param {string} code */
export function withoutHydration(code) {
  if (!code.includes(GUARD) || !code.includes(SETTER))
    throw new Error("Svelte's guard of hydration is not where it was");
  return code.replace(GUARD, "export const hydrating = false;").replace(SETTER, "");
}

/** A component that does not say which nodes are text: only hydration asks. @param {string} code */
export const withoutHints = (code) =>
  code.replace(/(\$\.(?:child|first_child|only_child|sibling)\([^()]*?), true\)/g, "$1)");
