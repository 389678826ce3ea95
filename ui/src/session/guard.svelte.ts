// A page that is shown to the young person: nothing else is on the screen while it is, and only the holder knows the way
// back. It is held here and nowhere else, so that a kill or a quick exit ends it and leaves a locked app.
import type { CardLeave } from "../bridge/types";

/** What is shown. */
export interface Guarded {
  /** Language of the words, for a screen reader. */
  language: string;
  /** Said by a screen reader as the name of the page. */
  name: string;
  parts: readonly { title: string | null; lines: readonly string[] }[];
  /** A number to call, large. */
  number: string | null;
}

/** How long the corners are held. */
export const HOLD_MS = 2_000;
/** How far a corner reaches, as wide as a thumb. */
const CORNER = 96;
/** Typed on a keyboard, it is the same as holding the corners. */
const TYPED = "7272";

type Ended = () => void | Promise<void>;
type Corner = "upper-left" | "upper-right" | "lower-left" | "lower-right";

/** The corners that are held together; the PIN is asked for after one of the upper ones. */
const HELD: Record<CardLeave, readonly Corner[][]> = {
  pin: [["upper-left"], ["upper-right"]],
  upper: [["upper-left", "upper-right"]],
  lower: [["lower-left", "lower-right"]],
};

class Guard {
  shown = $state.raw<Guarded | null>(null);
  /** A page is about to be shown: what locks the notebook for it takes no new document. */
  prepared = $state(false);
  #leave: CardLeave = "pin";
  readonly #fingers = new Map<number, Corner>();
  #holding: ReturnType<typeof setTimeout> | null = null;
  #typed = "";
  #ended: Ended = () => undefined;

  /** Shows a page. When the holder comes back, `ended` is awaited first: what stands behind the page asks the shell as
      soon as it is shown, and the shell has to know by then that it may. */
  show(page: Guarded, leave: CardLeave, ended: Ended = () => undefined): void {
    this.#leave = leave;
    this.#ended = ended;
    this.#forget();
    this.shown = page;
  }

  /** The page goes without anybody being told: a quick exit, or the start of the app. */
  end(): void {
    this.#forget();
    this.shown = null;
  }

  pressed({ pointerId, clientX, clientY }: PointerEvent): void {
    const corner = cornerAt(clientX, clientY);
    if (corner === null) return;
    this.#fingers.set(pointerId, corner);
    this.#look();
  }

  /** A finger moves away or is lifted. */
  released({ pointerId }: PointerEvent): void {
    if (this.#fingers.delete(pointerId)) this.#look();
  }

  moved(event: PointerEvent): void {
    const held = this.#fingers.get(event.pointerId);
    if (held !== undefined && held !== cornerAt(event.clientX, event.clientY)) this.released(event);
  }

  typed(key: string): void {
    this.#typed = (this.#typed + key).slice(-TYPED.length);
    if (this.#typed === TYPED) void this.#back();
  }

  #look(): void {
    const held = new Set(this.#fingers.values());
    const enough = HELD[this.#leave].some((corners) => corners.every((one) => held.has(one)));
    if (!enough) this.#let();
    else this.#holding ??= setTimeout(() => void this.#back(), HOLD_MS);
  }

  async #back(): Promise<void> {
    const ended = this.#ended;
    this.#forget();
    this.#ended = () => undefined;
    try {
      await ended();
    } finally {
      this.end();
    }
  }

  #let(): void {
    if (this.#holding !== null) clearTimeout(this.#holding);
    this.#holding = null;
  }

  #forget(): void {
    this.#let();
    this.#fingers.clear();
    this.#typed = "";
  }
}

function cornerAt(x: number, y: number): Corner | null {
  const side = x < CORNER ? "left" : x > innerWidth - CORNER ? "right" : null;
  const level = y < CORNER ? "upper" : y > innerHeight - CORNER ? "lower" : null;
  return side === null || level === null ? null : `${level}-${side}`;
}

export const guard = new Guard();
