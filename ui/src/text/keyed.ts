// A catalogue's values put to the English catalogue's keys. Only the build writes such lists (build/catalogues.js).

type Tree = { readonly [key: string]: unknown };

/** The values by the shape's keys, in the shape's order; a list where the shape has an object is an object too. */
export function keyed(shape: Tree, values: readonly unknown[]): Tree {
  const pairs = Object.entries(shape).map(([key, like], at) => {
    const value = values[at];
    const nested = Array.isArray(value) && !Array.isArray(like) && typeof like === "object";
    return [key, nested ? keyed(like as Tree, value) : value];
  });
  return Object.fromEntries(pairs) as Tree;
}
