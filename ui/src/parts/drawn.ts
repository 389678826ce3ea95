// An icon of the library as a part of its own. build/icons.ts calls this for each icon that a screen imports.
import type { Component } from "svelte";
import Icon from "./Icon.svelte";

type Look = { size?: string; class?: string };

/** The part that draws this path; it takes a size and a class and passes them on as they change. */
export const drawn =
  (path: string): Component<Look> =>
  (anchor, props) =>
    Icon(anchor, Object.setPrototypeOf({ path }, props) as Look & { path: string });
