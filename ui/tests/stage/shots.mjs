// Takes a picture of every scene over the fake shell and looks at each: node tests/stage/shots.mjs [out folder] [name]
// Needs Debian's chromium. One browser, several pages at once; each standing page again in its variants; then every English
// scene again in a language that nobody speaks. Names each finding by its scene; fails when there is one. With --look-only
// nothing is kept but a picture of what could not be reached.
import { mkdir } from "node:fs/promises";
import { build, preview } from "vite";
import { openBrowser } from "./browser.mjs";
import { groups } from "./groups.mjs";
import { leftInEnglish, unbracketed, whatIsWrong } from "./look.mjs";
import { scenes } from "./scenes.mjs";
import { contactSheets } from "./sheet.mjs";
import { VARIANTS, variantsOf } from "./variants.mjs";

/** Every look without a picture: what is drawn is held to the same rules, in half the time. */
const LOOK_ONLY = "--look-only";
const looksOnly = process.argv.includes(LOOK_ONLY);
const [out = "tests/stage/out", only = ""] = process.argv
  .slice(2)
  .filter((word) => word !== LOOK_ONLY);
const AT_ONCE = 3;
const LONGEST = 4_000;
const SIZES = {
  phone: { width: 390, height: 844 },
  turned: { width: 844, height: 390 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 800 },
};

await mkdir(out, { recursive: true });
await build({ configFile: "tests/stage/vite.config.ts" });
const server = await preview({ configFile: "tests/stage/vite.config.ts" });
const browser = await openBrowser();

const began = performance.now();
const findings = [];
let taken = 0;
const contexts = {};
const chosen = scenes.filter(([name]) => name.includes(only));
await inTurns(chosen, picture);
await inTurns(
  chosen.filter(([, start]) => !/language=|size=|theme=|text=/.test(start)),
  inNoLanguage,
);
if (only === "" && !looksOnly)
  await contactSheets(browser, out, {
    "contact-sheet": scenes.map(([name]) => name),
    ...Object.fromEntries(
      VARIANTS.map(({ how }) => [
        `contact-sheet-${how}`,
        scenes.flatMap(variantsOf).flatMap((one) => (one.how === how ? [one.name] : [])),
      ]),
    ),
  });
await browser.close();
await server.close();

for (const line of findings) console.log(line);
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(
  `${chosen.length} scenes, ${taken} ${looksOnly ? "looks" : "pictures"}, ${findings.length} findings, ${seconds} s${looksOnly ? "" : `: ${out}`}`,
);
process.exit(findings.length === 0 ? 0 : 1);

/** A few at once: each page waits for its own screen most of the time. */
async function inTurns(list, look) {
  const left = [...list];
  const work = async () => {
    for (let scene = left.shift(); scene !== undefined; scene = left.shift())
      await scened(scene, look);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function scened([name, start, act, anew], look) {
  const asked = new URLSearchParams(start).get("size") ?? "phone";
  const found = (what) => findings.push(`${name}: ${what}`);
  const page = await (await contextOf(asked)).newPage();
  // What comes true comes at once; on a machine that is busy with other things it may take a while.
  page.setDefaultTimeout(90_000);
  page.on("pageerror", (error) => found(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("favicon.ico"))
      found(`console: ${message.text()}`);
  });
  try {
    await look(page, { name, start, act, anew, size: SIZES[asked], found });
  } catch (error) {
    found(`could not be reached: ${error.message.split("\n")[0]}`);
    await page.screenshot({ path: `${out}/${name}.png` });
  } finally {
    await page.close();
  }
}

/** One for each size, so that the app is loaded once; a page keeps nothing of the one before. */
function contextOf(size) {
  contexts[size] ??= browser.newContext({
    viewport: SIZES[size],
    colorScheme: "dark",
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
  });
  return contexts[size];
}

async function arrive(page, start, act) {
  await page.goto(`http://127.0.0.1:5174/tests/stage/index.html?${start}`);
  await page.locator("h1").first().waitFor();
  await act?.(page);
  await drawn(page);
}

/** The second frame begins when the first was drawn. */
async function drawn(page) {
  await page.evaluate(
    () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

async function picture(page, { name, start, act, anew, size, found }) {
  const whole = new URLSearchParams(start).has("whole");
  await arrive(page, start, act);
  await take(page, { name, size, whole });
  for (const wrong of await whatIsWrong(page)) found(wrong);
  for (const wrong of await wrongGroup(page, name)) found(wrong);
  const shown = await page.evaluate(() => window.stage.shows());
  for (const variant of variantsOf([name, start])) {
    if (anew === "anew") await arrive(page, `${start}&${variant.start}`, act);
    else await page.evaluate((worn) => window.stage.wears(worn), variant.worn);
    await drawn(page);
    await take(page, { name: variant.name, size, whole: whole || "text_size" in variant.worn });
    const wrongs = await whatIsWrong(page, variant.rules);
    const still = await page.evaluate(() => window.stage.shows());
    if (still !== shown) wrongs.push(`shows ${still}, not ${shown}`);
    if (variant.worn.language === "es") wrongs.push(...(await leftInEnglish(page)));
    for (const wrong of wrongs) found(`in ${variant.how}: ${wrong}`);
  }
}

/** A picture of what is seen at once, or of the page to its end. */
async function take(page, { name, size, whole }) {
  if (whole) {
    await page.evaluate(() => scrollTo(0, 0));
    await page.setViewportSize(size);
    const long = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...size, height: Math.min(LONGEST, Math.max(size.height, long)) });
    await drawn(page);
  }
  if (!looksOnly) await page.screenshot({ path: `${out}/${name}.png` });
  taken += 1;
}

/** A scene that stands for a group must show its screen. */
async function wrongGroup(page, name) {
  const shown = await page.evaluate(() => window.stage.shows());
  const meant = Object.entries(groups).flatMap(([group, scene]) => (scene === name ? [group] : []));
  return meant.filter((group) => group !== shown).map((group) => `shows ${shown}, not ${group}`);
}

async function inNoLanguage(page, { start, act, found }) {
  await arrive(page, `${start}&pseudo=1`, act);
  for (const wrong of await unbracketed(page)) found(wrong);
}
