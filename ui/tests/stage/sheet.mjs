// One picture of all pictures: the contact sheet, laid out and photographed by the same browser.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const STYLE = `
  body { margin: 0; padding: 24px; background: #3a4046; color: #fff; font: 15px system-ui, sans-serif; }
  main { display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-end; }
  figure { margin: 0; }
  img { display: block; height: 420px; border-radius: 6px; }
  img.wide { height: 300px; }
  figcaption { padding-top: 6px; }
`;

/** Writes `contact-sheet.png` beside the pictures of these names. */
export async function contactSheet(browser, folder, names) {
  const figures = names.map(
    (name) => `<figure><img src="${name}.png"><figcaption>${name}</figcaption></figure>`,
  );
  const page = `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><main>${figures.join("")}</main>`;
  const file = resolve(folder, "contact-sheet.html");
  await writeFile(file, page);
  const sheet = await browser.newPage({ viewport: { width: 2600, height: 1000 } });
  await sheet.goto(pathToFileURL(file).href, { waitUntil: "load" });
  await sheet.screenshot({ path: resolve(folder, "contact-sheet.png"), fullPage: true });
  await sheet.close();
}
