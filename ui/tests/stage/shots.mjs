// Takes a picture of every screen over the fake shell and runs axe on it: node tests/stage/shots.mjs [out folder]
// Needs Debian's chromium. Prints each violation; fails when there is one.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { scenes } from "./scenes.mjs";

const out = process.argv[2] ?? "tests/stage/out";
const only = process.argv[3];
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
await mkdir(out, { recursive: true });

await build({ configFile: "tests/stage/vite.config.ts" });
const server = await preview({ configFile: "tests/stage/vite.config.ts" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

let violations = 0;
for (const scene of scenes.filter(({ name }) => only === undefined || name.includes(only))) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    violations += 1;
    console.log(`${scene.name}: page error: ${error.message}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "error" || message.location().url.endsWith("favicon.ico")) return;
    violations += 1;
    console.log(`${scene.name}: console: ${message.text()}`);
  });
  await page.goto(`http://127.0.0.1:5174/tests/stage/index.html?${scene.start}`);
  await page.locator("h1").first().waitFor();
  await scene.act?.(page);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
  await page.screenshot({ path: `${out}/${scene.name}.png`, fullPage: scene.full ?? false });
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) {
    violations += 1;
    console.log(`${scene.name}: wider than the screen`);
  }
  for (const { id, nodes } of found.violations) {
    violations += 1;
    console.log(
      `${scene.name}: ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
    );
  }
  await context.close();
}
await browser.close();
await server.close();
console.log(`${violations} problems`);
process.exit(violations === 0 ? 0 : 1);
