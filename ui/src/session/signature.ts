// Strokes of a signature on the grid that the record keeps: x below 1000 from the left, y below 400 from above.

export const WIDTH = 1_000;
export const HEIGHT = 400;

export type Dot = [number, number];
export type Strokes = readonly (readonly Dot[])[];

/** Dots nearer than this to the last one tell nothing of a line. */
const NEAR = 6;

/** The path of a picture; a stroke of one dot is a dot. */
export function pathOf(strokes: Strokes): string {
  return strokes
    .map((stroke) => {
      const [[x, y] = [0, 0], ...rest] = stroke;
      const lines = rest.length === 0 ? `L${x} ${y}` : rest.map(([x, y]) => `L${x} ${y}`).join("");
      return `M${x} ${y}${lines}`;
    })
    .join("");
}

/** Where a finger is on the grid, from its place on the box that shows the grid. */
export function dotAt(box: DOMRect, clientX: number, clientY: number): Dot {
  const along = (at: number, start: number, length: number, end: number) =>
    Math.max(0, Math.min(end - 1, Math.round(((at - start) / Math.max(1, length)) * end)));
  return [along(clientX, box.left, box.width, WIDTH), along(clientY, box.top, box.height, HEIGHT)];
}

/** The strokes with one more dot on the last of them; the same strokes when it is where the last dot is. */
export function withDot(strokes: Strokes, dot: Dot): Strokes {
  const last = strokes.at(-1) ?? [];
  const before = last.at(-1);
  if (before && Math.hypot(before[0] - dot[0], before[1] - dot[1]) < NEAR) return strokes;
  return [...strokes.slice(0, -1), [...last, dot]];
}

/** Whether there is a line at all: a tap by mistake signs nothing. */
export function isBlank(strokes: Strokes): boolean {
  return strokes.every((stroke) => stroke.length < 2);
}

/** What a draft kept, if it is strokes. */
export function strokesFrom(kept: unknown): Strokes {
  const isDot = (one: unknown) =>
    Array.isArray(one) && one.length === 2 && one.every((part) => Number.isInteger(part));
  const isStroke = (one: unknown) => Array.isArray(one) && one.every(isDot);
  return Array.isArray(kept) && kept.every(isStroke) ? (kept as Strokes) : [];
}
