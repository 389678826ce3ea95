// The class that keeps a component's style to itself, in three signs: it stands some thousand times in what the app carries.

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @type {Map<string, string>} */
const taken = new Map();

/**
 * The first sign is a capital, as of no class of ours. Two files with one name stop the build: rename the newer.
 * @param {{ hash: (text: string) => string, filename: string }} component its file from the folder of the screen
 */
export function styleName({ hash, filename }) {
  let left = parseInt(hash(filename), 36);
  let name = "";
  for (const base of [26, 64, 64]) {
    name += SIGNS[left % base];
    left = Math.floor(left / base);
  }
  const holder = taken.get(name) ?? filename;
  if (holder !== filename)
    throw new Error(`${holder} and ${filename} have one style name, ${name}`);
  taken.set(name, filename);
  return name;
}
