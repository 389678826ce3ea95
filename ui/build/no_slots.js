// What Svelte's compiler writes for components of the time before runes, of which there are none here.

/** @returns {import("vite").Plugin} */
export function noSlots() {
  return {
    name: "first72:no-slots",
    apply: "build",
    // Behind Svelte's own plugin, so that this reads what it wrote.
    enforce: "post",
    transform: {
      filter: { id: /\.svelte$/ },
      handler: (code) => ({ code: withoutSlots(code), map: null }),
    },
  };
}

/** A call of a component without the list of its slots. @param {string} code */
export const withoutSlots = (code) => code.replace(/,\s*\$\$slots: \{[^{}]*\}/g, "");
