// What is looked at on every scene: axe-core, whether everything fits, whether a line says the next thing to do (the plain
// page and a page for the young person have none); in Spanish, whether English stands there; and, in the language that nobody speaks,
// whether anything is said that no catalogue knows.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const fit = await readFile(new URL("../../../tests/src/night/fit.js", import.meta.url), "utf8");

/** What a person could not use, in words; empty when they can use everything. */
export async function whatIsWrong(page, rules = {}) {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), rules);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`,
  );
  found.push(...(await page.evaluate(`(() => {${fit}})()`)));
  const helped = await page.evaluate(
    () => document.querySelector(".neutral, .guarded, .help") !== null,
  );
  if (!helped) found.push("no line says the next thing to do");
  return found;
}

/** Words of the record that read like the catalogue's own, and a language's own name. */
const OWN_WORDS = ["English", "Notes", "Phone", "Safety plan"];

/** Sentences of the English catalogue that stand where Spanish was chosen. A page for somebody else has its own
    language; what was said of a save was said before. */
export async function leftInEnglish(page) {
  const left = await page.evaluate(() => {
    const english = new Set(window.stage.onlyEnglish());
    const texts = [...document.querySelectorAll("body *")].flatMap((one) =>
      one.closest("script, style, .guarded, .bar, [lang=en]")
        ? []
        : [
            one.getAttribute("aria-label") ?? "",
            ...[...one.childNodes].map(({ nodeValue }) => nodeValue ?? ""),
          ],
    );
    return texts.map((text) => text.trim()).filter((text) => english.has(text));
  });
  return left.filter((text) => !OWN_WORDS.includes(text)).map((text) => `in English: “${text}”`);
}

/** Words of the record and of the browser, which no catalogue holds: handles, short names, agencies, codes, days, units. */
const NOT_SENTENCES = [
  /^[\s:]*[a-z]+ [a-z]+( \d+)?\s*$/,
  /[A-Z]\. (Rivera|Okafor|Tran)/g,
  /(Harbor|Hills|Valley) Demo|Demo (County|Advocacy)/g,
  /English|Español/g,
  /F72-[A-Z0-9 :-]+/g,
  /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g,
  /\b(harbor|violin|maple|ticket|seven|lantern|amber|river|lemon|stone|cloud)\b/g,
  /\b(?=[A-Z0-9]*\d)[A-Z0-9]{7}\b/g,
  /[−+]\d+ (h|min)/g,
  /My aunt, and the coach from before\./g,
];

/** What stands on the screen without brackets: it came from no catalogue, pack or record. */
export async function unbracketed(page) {
  const texts = await page.evaluate(() => {
    const read = [];
    const shown = (node) => !node.closest("script, style, kbd, option, textarea, .neutral, .text");
    for (const one of document.querySelectorAll("body *")) {
      if (!shown(one)) continue;
      const own = [...one.childNodes].filter((node) => node.nodeType === 3);
      read.push(own.map((node) => node.textContent).join(""));
      for (const name of ["aria-label", "placeholder", "title", "alt"])
        if (one.hasAttribute(name)) read.push(one.getAttribute(name));
    }
    return read;
  });
  return texts
    .filter((text) => /\p{L}/u.test(bare(text)))
    .map((text) => `said by nobody: “${text.trim()}”`);
}

function bare(text) {
  let left = text;
  for (let before = ""; before !== left;) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧|‹[^‹›]*›/g, "");
  }
  return NOT_SENTENCES.reduce((rest, word) => rest.replace(word, ""), left);
}
