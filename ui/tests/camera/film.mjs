// A film of a code as somebody holds it up: tilted, turned, moving, out of focus, under a street lamp. It begins with a stretch
// in which there is none.
import { createWriteStream } from "node:fs";
import { once } from "node:events";

export const WIDTH = 960;
export const HEIGHT = 720;
const EMPTY = 6;
const HELD_UP = 12;
/** Squares around a code that are light. */
const QUIET = 4;

/** Writes the film (YUV4MPEG2, as a browser takes it in the place of a camera). */
export async function film(path, rows, look) {
  const out = createWriteStream(path);
  const write = async (bytes) => {
    if (!out.write(bytes)) await once(out, "drain");
  };
  await write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F12:1 Ip A1:1 C420jpeg\n`);
  const colorless = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const noise = noiseOf(look.noise);
  for (let at = 0; at < EMPTY + HELD_UP; at++) {
    await write("FRAME\n");
    await write(frame(at < EMPTY ? null : rows, look, at / (EMPTY + HELD_UP), noise));
    await write(colorless);
  }
  out.end();
  await once(out, "close");
}

/** One picture, its brightness pixel by pixel. `part` says how far the film has come, 0 to 1. */
function frame(rows, look, part, noise) {
  const grey = Buffer.alloc(WIDTH * HEIGHT);
  const seen = rows === null ? () => null : held(rows, look, part);
  const away = look.blur / 2;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const behind = look.ink + ((x >> 5) + (y >> 6)) * 0.6;
      let sum = 0;
      for (const [dx, dy] of CORNERS) {
        const dark = seen(x + dx * away, y + dy * away);
        sum += dark === null ? behind : dark ? look.ink : look.paper;
      }
      // The lamp stands at the left.
      const light = 1 - (look.shade * x) / WIDTH;
      grey[y * WIDTH + x] = Math.max(0, Math.min(255, (sum / 4) * light + noise()));
    }
  }
  return grey;
}

const CORNERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
];

/** What stands at a place of the picture: a dark square, a light one, or nothing of the code. */
function held(rows, look, part) {
  const squares = rows.length + 2 * QUIET;
  const across = (HEIGHT * look.size) / squares;
  const turn = ((look.turned + 3 * Math.sin(part * 9)) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [middleX, middleY] = [
    WIDTH / 2 + 18 * Math.sin(part * 14),
    HEIGHT / 2 + 9 * Math.cos(part * 11),
  ];
  return (x, y) => {
    const [dx, dy] = [x - middleX, y - middleY];
    // Farther away at the right: smaller there.
    const near = 1 - (look.tilted * dx) / WIDTH;
    const [u, v] = [(cos * dx + sin * dy) / near, (cos * dy - sin * dx) / near];
    const [column, row] = [
      Math.floor(u / across + squares / 2),
      Math.floor(v / across + squares / 2),
    ];
    if (column < 0 || row < 0 || column >= squares || row >= squares) return null;
    return rows[row - QUIET]?.[column - QUIET] === "1";
  };
}

/** The same noise in every run. */
function noiseOf(most) {
  let state = 72;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 2 * most;
  };
}
