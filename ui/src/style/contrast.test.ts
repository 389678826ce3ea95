// Reads themes.css as it ships and computes what WCAG calls contrast for every pair that can meet on a screen.
import { describe, expect, test } from "vitest";
import inDrill from "./drill.css?raw";
import css from "./themes.css?raw";

const SURFACES = ["sunken", "ground", "raised", "raised-2", "chosen"];
const MEANINGS = ["act", "soon", "late", "done", "calm", "refused", "demo"];

/** The colours of one theme by their names; a drill's stand over those of the same theme. */
function theme(selector: string, css: string, below = new Map<string, string>()) {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  const lines = body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g);
  return new Map([
    ...below,
    ...[...lines].map(([, name = "", colour = ""]) => [name, colour] as const),
  ]);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const night = theme(":root", css);
const day = theme(':root[data-theme="day"]', css);
const strong = theme(':root[data-theme="contrast"]', css);
const themes = {
  night,
  day,
  contrast: strong,
  "night in a drill": theme(":root[data-drill]", inDrill, night),
  "day in a drill": theme(':root[data-drill][data-theme="day"]', inDrill, day),
  "contrast in a drill": theme(':root[data-drill][data-theme="contrast"]', inDrill, strong),
};

describe.each(Object.entries(themes))("the theme %s", (name, tokens) => {
  const of = (token: string) => tokens.get(token) ?? "missing";
  const onEverySurface = (tokens: string[], least: number) =>
    tokens.flatMap((ink) =>
      SURFACES.flatMap((surface) => {
        const ratio = contrast(of(ink), of(surface));
        return ratio >= least ? [] : [`${ink} on ${surface}: ${ratio.toFixed(2)}`];
      }),
    );

  test("is another than that of the real notebook, if it is a drill's", () => {
    const real = {
      "night in a drill": night,
      "day in a drill": day,
      "contrast in a drill": strong,
    };
    const without = real[name as keyof typeof real] as Map<string, string> | undefined;
    expect(without?.get("ground")).not.toBe(of("ground"));
  });

  test("has every colour of the others", () => {
    expect([...tokens.keys()].sort()).toEqual([...themes.night.keys()].sort());
  });

  test("has ink of at least 7 to 1 on every surface, the softer ink too", () => {
    expect(onEverySurface(["ink", "ink-soft"], 7)).toEqual([]);
    expect(contrast(of("act-ink"), of("act"))).toBeGreaterThanOrEqual(7);
  });

  test("has every colour with a meaning readable as text", () => {
    expect(onEverySurface(MEANINGS, name.startsWith("contrast") ? 7 : 4.5)).toEqual([]);
  });

  test("shows edges of what is tapped and the focus at 3 to 1", () => {
    expect(onEverySurface(["line-strong", "focus"], 3)).toEqual([]);
  });
});
