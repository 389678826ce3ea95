// Short keys for the words of the catalogues in what the app carries, and the last round of making it small. A key is written once in a
// catalogue and once or more where it is read; nobody outside this code knows it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

/** The folder of the screen. */
const SCREEN = join(import.meta.dirname, "..");

/** @returns {import("vite").Plugin} */
export function shortKeys() {
  return {
    name: "first72:short-keys",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const keys = keysToShorten(sourcesBelow(join(SCREEN, "src")));
      const parts = Object.values(bundle).filter((part) => part.type === "chunk");
      const made = await shortened(
        parts.map(({ code }) => code),
        keys,
      );
      parts.forEach((part, at) => (part.code = made[at] ?? part.code));
    },
  };
}

/**
 * Keys of the English catalogue that have a capital in them, as nothing has that comes from the program behind the screen, and that no
 * code names as text or finds in another place than the words. Everything else keeps its name.
 * @param {Map<string, string>} sources every file of the screen by its path
 * @returns {string[]}
 */
export function keysToShorten(sources) {
  const all = [...sources];
  const english = all.filter(([path]) => path.includes("/text/en/"));
  const keys = new Set(english.flatMap(([, text]) => keysOf(text)));
  const elsewhere = all.filter(([path]) => !path.includes("/text/"));
  const quoted = namesIn(elsewhere, /["'`]([A-Za-z]+)["'`]/g);
  const bridge = namesIn(
    elsewhere.filter(([path]) => path.includes("/bridge/")),
    /\b([A-Za-z]+)\b/g,
  );
  return [...keys]
    .filter((key) => !quoted.has(key) && !bridge.has(key) && !OF_BROWSERS.has(key))
    .sort();
}

/**
 * Pieces of code with these keys in a sign or two each, everywhere where they are keys and in every piece the same; but for
 * those that a piece names as text, as compiled components name what they are given.
 * @param {string[]} codes
 * @param {readonly string[]} known
 * @returns {Promise<string[]>}
 */
export async function shortened(codes, known) {
  const named = namesIn(
    codes.map((code) => ["", code]),
    /["'`]([A-Za-z]+)["'`]/g,
  );
  const keys = known.filter((key) => !named.has(key));
  const properties = { regex: new RegExp(`^(?:${keys.join("|")})$`), keep_quoted: true };
  /** What a key became in an earlier piece. */
  const nameCache = {};
  const made = [];
  for (const code of codes) {
    const { code: short } = await minify(code, {
      module: true,
      ecma: 2020,
      nameCache,
      compress: { passes: 3 },
      mangle: keys.length > 0 ? { properties } : true,
    });
    if (short === undefined) throw new Error("nothing was made of the screen's code");
    made.push(short);
  }
  return made;
}

/** @param {string} catalogue */
const keysOf = (catalogue) =>
  [...catalogue.matchAll(/^\s*([a-z][A-Za-z]*[A-Z][A-Za-z]*)\s*[:(]/gm)].map(
    ([, key]) => key ?? "",
  );

/** @param {[string, string][]} files @param {RegExp} form */
const namesIn = (files, form) =>
  new Set(files.flatMap(([, text]) => [...text.matchAll(form)].map(([, name]) => name)));

/** What every object of a page may be asked for: read off the language's and the browser's own declarations. */
const OF_BROWSERS = new Set(
  ["lib.dom.d.ts", "lib.es5.d.ts", "lib.es2020.intl.d.ts", "lib.es2022.object.d.ts"].flatMap(
    (file) => {
      const declared = readFileSync(join(SCREEN, "node_modules/typescript/lib", file), "utf8");
      return [...declared.matchAll(/\b[a-z][A-Za-z]*[A-Z][A-Za-z]*\b/g)].map(([name]) => name);
    },
  ),
);

/**
 * @param {string} folder
 * @returns {Map<string, string>}
 */
export function sourcesBelow(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const code = files.filter((file) => /\.(?:ts|js|svelte)$/.test(file));
  return new Map(
    code.map((file) => [join(folder, file), readFileSync(join(folder, file), "utf8")]),
  );
}
