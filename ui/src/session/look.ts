// How everything looks on this device: size of text and colours, as chosen in Settings, set on the page's root.
import type { TextSize, Theme } from "../bridge/types";

export function showTextSize(size: TextSize): void {
  const { dataset } = document.documentElement;
  if (size === "normal") delete dataset["text"];
  else dataset["text"] = size;
  dispatchEvent(new Event("resize"));
}

let chosen: Theme = "night";

/** Night stays night, unless the device asks for more contrast; "phone" is what the device itself is set to. */
export function showTheme(theme: Theme): void {
  chosen = theme;
  paint();
}

/** Follows the device while it changes its own colours. Returns a function that stops. */
export function followDevice(): () => void {
  const asked = [MORE, LIGHT].map((query) => media(query));
  asked.forEach((one) => one?.addEventListener("change", paint));
  return () => asked.forEach((one) => one?.removeEventListener("change", paint));
}

const MORE = "(prefers-contrast: more)";
const LIGHT = "(prefers-color-scheme: light)";

function paint(): void {
  const { dataset } = document.documentElement;
  const theme = effective();
  if (theme === "night") delete dataset["theme"];
  else dataset["theme"] = theme;
}

function effective(): Exclude<Theme, "phone"> {
  if (chosen === "day" || chosen === "contrast") return chosen;
  if (media(MORE)?.matches) return "contrast";
  return chosen === "phone" && media(LIGHT)?.matches ? "day" : "night";
}

function media(query: string): MediaQueryList | null {
  return typeof matchMedia === "function" ? matchMedia(query) : null;
}
