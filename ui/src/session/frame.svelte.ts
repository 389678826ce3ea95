// How much fits beside each other in this window: one screen on a phone, list and page on a tablet, three on a desktop.

/** Widths in the size of the text, so that large text gets fewer and wider screens. */
const TWO_REM = 45;
const THREE_REM = 72;
/** A phone on its side: too low for a menu above and actions below what is read. */
const LOW_REM = 30;
const TURNED_REM = 40;

class Frame {
  columns = $state<1 | 2 | 3>(1);
  /** The window is low and wide: the menu stands at its left and the actions at its right. */
  low = $state(false);

  /** The main menu is a rail at the left edge, not a bar at the foot. */
  get rail(): boolean {
    return this.columns > 1 || this.low;
  }

  measure(): void {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const [width, height] = [innerWidth / rem, innerHeight / rem];
    this.low = height < LOW_REM && width >= TURNED_REM;
    if (this.low || width < TWO_REM) this.columns = 1;
    else this.columns = width < THREE_REM ? 2 : 3;
  }

  /** Measures now and whenever the window or the text changes its size. Returns a function that stops. */
  follow(): () => void {
    const measured = () => this.measure();
    measured();
    addEventListener("resize", measured);
    return () => removeEventListener("resize", measured);
  }
}

export const frame = new Frame();
