// What has just come of a tap is seen without looking for it.

/** Moves the page as far as it must so that this is on the screen. To be attached to what appears. */
export function intoView(node: Element): void {
  node.scrollIntoView({ block: "nearest" });
}
