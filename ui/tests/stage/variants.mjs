// How else every scene is worn: by day, in high contrast, and in Spanish with text twice as large. The standing page is
// changed as its settings would change it: no scene can be left out, and hardly one is walked to twice.

/** Only colours change with a theme, only words and sizes with the rest: axe-core looks again at what can be different. */
const COLOURS = { runOnly: ["color-contrast"] };
const ALL_BUT_COLOURS = { rules: { "color-contrast": { enabled: false } } };

/** The end of a variant's name; what it changes in the settings, and how a scene starts that is walked to anew because
    nothing of it changes under the hand; what axe-core looks at again. */
export const VARIANTS = [
  { how: "day", worn: { theme: "day" }, start: "theme=day", rules: COLOURS },
  { how: "contrast", worn: { theme: "contrast" }, start: "theme=contrast", rules: COLOURS },
  {
    how: "es-200",
    worn: { theme: "night", language: "es", text_size: "largest" },
    start: "language=es&text=largest",
    rules: ALL_BUT_COLOURS,
  },
];

/** A scene that fixes one of these in its start is itself one way of wearing another, and is worn in no other way. */
const FIXED = /(^|&)(language|size|theme|text)=/;

/** A scene's variants, each with the name of its picture. */
export function variantsOf([name, start]) {
  if (FIXED.test(start)) return [];
  return VARIANTS.map((variant) => ({ ...variant, name: `${name}-${variant.how}` }));
}
