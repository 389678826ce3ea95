// The library's icons as one path each, under one small part: what the library's own part does at run time
// (settings from around it, names, spread attributes) no screen here asks for, and hundreds are painted at once.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** @typedef {readonly [tag: string, attributes: Readonly<Record<string, string>>]} Shape */

const FROM = /^@lucide\/svelte\/icons\/([a-z0-9-]+)$/;
const MARK = "\0icon:";

/** @returns {import("vite").Plugin} */
export function icons() {
  const folder = dirname(createRequire(import.meta.url).resolve("@lucide/svelte/icons/phone"));
  return {
    name: "first72:icons",
    enforce: "pre",
    resolveId(source) {
      const name = FROM.exec(source)?.[1];
      return name === undefined ? null : MARK + name;
    },
    load(id) {
      if (!id.startsWith(MARK)) return null;
      const file = join(folder, `${id.slice(MARK.length)}.svelte`);
      const path = JSON.stringify(onePath(shapesOf(readFileSync(file, "utf8"), file)));
      return `import { drawn } from "/src/parts/drawn.ts";\nexport default drawn(${path});`;
    },
  };
}

/**
 * The icon's shapes, as its file in the library has them.
 * @param {string} source
 * @param {string} file
 * @returns {readonly Shape[]}
 */
export function shapesOf(source, file) {
  const data = /const iconData = (\{.*\});/.exec(source)?.[1];
  if (data === undefined) throw new Error(`${file} is not written as its neighbours are`);
  return JSON.parse(data).node;
}

/**
 * All shapes as one line of a path; what this does not know stops the build.
 * @param {readonly Shape[]} shapes
 */
export const onePath = (shapes) => shapes.map(pathOf).join("");

/** @type {Readonly<Record<string, readonly string[]>>} */
const fields = {
  path: ["d"],
  line: ["x1", "y1", "x2", "y2"],
  circle: ["cx", "cy", "r"],
  ellipse: ["cx", "cy", "rx", "ry"],
  polyline: ["points"],
  polygon: ["points"],
  rect: ["x", "y", "width", "height", "rx", "ry"],
};

/** @param {Shape} shape */
function pathOf([tag, attributes]) {
  refuseStrange(tag, attributes);
  /** @param {string} name */
  const n = (name) => Number(attributes[name] ?? 0);
  switch (tag) {
    case "path":
      // A relative move at the start of a path is one from the corner, and must stay so behind another shape.
      return (attributes.d ?? "").replace(/^m/, "M0 0m");
    case "line":
      return `M${n("x1")} ${n("y1")}L${n("x2")} ${n("y2")}`;
    case "circle":
      return (
        round(n("cx"), n("cy"), n("r"), n("r")) +
        (attributes.fill ? `M${n("cx")} ${n("cy")}h.01` : "")
      );
    case "ellipse":
      return round(n("cx"), n("cy"), n("rx"), n("ry"));
    case "polyline":
      return `M${attributes.points ?? ""}`;
    case "polygon":
      return `M${attributes.points ?? ""}z`;
    default:
      return corners(n("x"), n("y"), n("width"), n("height"), n("rx") || n("ry"));
  }
}

/** @param {string} tag @param {Readonly<Record<string, string>>} attributes */
function refuseStrange(tag, attributes) {
  const known = fields[tag];
  // A dot this small is filled by its own line and a point in its middle.
  const dot = tag === "circle" && Number(attributes.r) <= 1;
  const strange = Object.keys(attributes).find(
    (name) => !known?.includes(name) && !(dot && name === "fill"),
  );
  if (known === undefined || strange !== undefined)
    throw new Error(`no path for <${tag} ${strange ?? ""}>`);
}

/** @param {number} x @param {number} y @param {number} rx @param {number} ry */
const round = (x, y, rx, ry) =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} r */
function corners(x, y, width, height, r) {
  /** @param {number} dx @param {number} dy */
  const arc = (dx, dy) => (r === 0 ? "" : `a${r} ${r} 0 0 1 ${dx} ${dy}`);
  const [across, down] = [width - 2 * r, height - 2 * r];
  return `M${x + r} ${y}h${across}${arc(r, r)}v${down}${arc(-r, r)}h${-across}${arc(-r, -r)}v${-down}${arc(r, -r)}z`;
}
