// Takes a picture of every scene over the fake shell and looks at each: node tests/stage/shots.mjs [out folder] [name]
// Needs Debian's chromium. One browser, several pages at once; then every English scene again in a language that nobody
// speaks. Names each finding by its scene; fails when there is one.
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { unbracketed, whatIsWrong } from "./look.mjs";
import { scenes } from "./scenes.mjs";
import { contactSheet } from "./sheet.mjs";

const [out = "tests/stage/out", only = ""] = process.argv.slice(2);
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
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    // A camera that sees a moving pattern, and may be used.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ],
});

const began = performance.now();
const findings = [];
const contexts = {};
const chosen = scenes.filter(([name]) => name.includes(only));
await inTurns(chosen, picture);
await inTurns(
  chosen.filter(([, start]) => !/language=|size=|theme=|text=/.test(start)),
  inNoLanguage,
);
if (only === "")
  await contactSheet(
    browser,
    out,
    scenes.map(([name]) => name),
  );
await browser.close();
await server.close();

for (const line of findings) console.log(line);
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(`${chosen.length} scenes, ${findings.length} findings, ${seconds} s: ${out}`);
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

async function scened([name, start, act], look) {
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
    await look(page, { name, start, act, size: SIZES[asked], found });
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
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
}

async function picture(page, { name, start, act, size, found }) {
  await arrive(page, start, act);
  if (new URLSearchParams(start).has("whole")) {
    const long = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...size, height: Math.min(LONGEST, Math.max(size.height, long)) });
  }
  await page.screenshot({ path: `${out}/${name}.png` });
  for (const wrong of await whatIsWrong(page)) found(wrong);
}

async function inNoLanguage(page, { start, act, found }) {
  await arrive(page, `${start}&pseudo=1`, act);
  for (const wrong of await unbracketed(page)) found(wrong);
}
