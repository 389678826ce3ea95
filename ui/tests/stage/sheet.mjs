// All pictures on one page: the contact sheet, laid out and photographed by the same browser.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const STYLE = `
  body { margin: 0; background: #3a4046; color: #fff; font: 15px system-ui, sans-serif; }
  main { padding: 24px; display: flex; flex-wrap: wrap; gap: 20px; align-items: flex-end; }
  figure { margin: 0; }
  img { display: block; height: 420px; border-radius: 6px; }
  img.wide { height: 300px; }
  figcaption { padding-top: 6px; }
`;

/** Writes one page of everything, a section for each list of names, and a picture of each section beside the pictures. */
export async function contactSheets(browser, folder, sections) {
  const file = resolve(folder, "contact-sheet.html");
  const parts = Object.entries(sections).map(([title, names]) => section(title, names));
  await writeFile(file, `${HEAD}${parts.join("")}`);
  const sheet = await browser.newPage({ viewport: { width: 3600, height: 1000 } });
  await sheet.goto(pathToFileURL(file).href, { waitUntil: "load" });
  for (const title of Object.keys(sections))
    await sheet.locator(`#${title}`).screenshot({ path: resolve(folder, `${title}.png`) });
  await sheet.close();
}

const HEAD = `<!doctype html><meta charset="utf-8"><title>First72</title><style>${STYLE}</style>`;

function section(title, names) {
  const figures = names.map(
    (name) => `<figure><img src="${name}.png"><figcaption>${name}</figcaption></figure>`,
  );
  return `<main id="${title}">${figures.join("")}</main>`;
}
