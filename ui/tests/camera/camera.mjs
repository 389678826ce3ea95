// A camera looks at codes that somebody holds up, and the app's own reader reads them from what it sees: the browser's
// camera is a film, the shell's reader is the one that the app has. node tests/camera/camera.mjs READER FOLDER
// Needs Debian's chromium. Fails when a code is not read, or is read as something else.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build, preview } from "vite";
import { approval, tap } from "../stage/acts.mjs";
import { openBrowser } from "../stage/browser.mjs";
import { film } from "./film.mjs";

const [reader, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("camera.mjs READER FOLDER");
/** As long as an approval is. */
const TEXT = `F72-APPROVAL-1:${"K7Q2XV5M".repeat(100)}`;

const LOOKS = {
  "by day": {
    ink: 20,
    paper: 235,
    shade: 0,
    noise: 4,
    blur: 1,
    turned: 4,
    tilted: 0.05,
    size: 0.92,
  },
  "at night": {
    ink: 28,
    paper: 104,
    shade: 0.35,
    noise: 9,
    blur: 1.5,
    turned: -7,
    tilted: 0.1,
    size: 0.9,
  },
  "held askew": {
    ink: 40,
    paper: 190,
    shade: 0.2,
    noise: 8,
    blur: 1.5,
    turned: 38,
    tilted: 0.22,
    size: 0.7,
  },
};

await mkdir(folder, { recursive: true });
await build({ configFile: "tests/stage/vite.config.ts" });
const server = await preview({ configFile: "tests/stage/vite.config.ts" });
const made = spawnSync(reader, ["rows", TEXT], { encoding: "utf8" });
if (made.status !== 0) throw new Error(`no code could be made: ${made.stderr}`);
const rows = JSON.parse(made.stdout);
const reading = spawn(reader, ["read"], { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface(reading.stdout)[Symbol.asyncIterator]();

let wrong = 0;
for (const [name, look] of Object.entries(LOOKS)) {
  const path = join(folder, "film.y4m");
  await film(path, rows, look);
  const { read, looks } = await heldUp(path, join(folder, `${name.replaceAll(" ", "-")}.png`));
  const right = read === TEXT;
  console.log(`${name}: ${right ? "read" : `not read, but ${read}`} after ${looks} looks`);
  wrong += right ? 0 : 1;
  await rm(path);
}
reading.stdin.end();
await once(reading, "close");
await server.close();
console.log(
  `${Object.keys(LOOKS).length - wrong} of ${Object.keys(LOOKS).length} codes read by a camera`,
);
process.exit(wrong === 0 ? 0 : 1);

/** What the app takes a code for that a camera sees as in this film, and how often it looked. */
async function heldUp(path, picture) {
  const browser = await openBrowser(`--use-file-for-fake-video-capture=${path}`);
  try {
    const page = await browser.newPage({
      viewport: { width: 390, height: 844 },
      reducedMotion: "reduce",
    });
    page.setDefaultTimeout(90_000);
    let looks = 0;
    await page.exposeFunction("readCode", async (asked) => {
      looks += 1;
      reading.stdin.write(`${JSON.stringify(asked)}\n`);
      return JSON.parse((await answers.next()).value);
    });
    await page.goto("http://127.0.0.1:5174/tests/stage/index.html?door=enrolling");
    await page.locator("h1").first().waitFor();
    await page.evaluate(() => window.stage.readsWith(window.readCode));
    await approval(page);
    await tap("Scan it with the camera")(page);
    await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
    await page.screenshot({ path: picture });
    await page.waitForFunction(() => window.stage.asked("enrol_accept").length > 0);
    const [taken] = await page.evaluate(() => window.stage.asked("enrol_accept"));
    return { read: taken.approval, looks };
  } finally {
    await browser.close();
  }
}
