// What waits until something is painted.

/** Runs `act` once the next frame is on the screen. */
export function afterFrame(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
