// A language that nobody speaks: every sentence of the catalogue in brackets and half as long again, in place. What stands on
// a screen without brackets was never in the catalogue. The stand-in's own sentences get brackets of their own.
import { en } from "../../src/text/en";

type Held = Record<string, unknown>;

const bracketed = (text: string) => `⟦${text}${"·".repeat(Math.ceil(text.length / 2))}⟧`;

/** Turns the English catalogue into one that nobody speaks. */
export function pseudo(into: Held = en): void {
  for (const [key, held] of Object.entries(into)) {
    if (typeof held === "string") into[key] = bracketed(held);
    else if (typeof held === "function") into[key] = said(held as (...given: unknown[]) => string);
    else if (typeof held === "object" && held !== null) pseudo(held as Held);
  }
}

const said =
  (speak: (...given: unknown[]) => string) =>
  (...given: unknown[]) =>
    bracketed(speak(...given));
