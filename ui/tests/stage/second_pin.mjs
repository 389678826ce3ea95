// A second PIN, for somebody who is forced to open their device; see scenes.mjs for how a scene is written.
import { heading, tap, then, to } from "./acts.mjs";

const page = then(to("Settings"), to("How it works", "A second PIN"));
const pageEs = then(to("Ajustes"), to("Cómo funciona", "Un segundo PIN"));
const offered = then(page, tap("Make it"), heading("Your second PIN"));
const offeredEs = then(pageEs, tap("Crearlo"), heading("Su segundo PIN"));
const back = async (stage) => {
  for (let n = 0; n < 2; n++) {
    await stage.locator(".pad").waitFor();
    await stage.keyboard.type("37410958");
  }
};
const typed = then(offered, tap("I know it by heart"), back);
const made = then(
  typed,
  heading("Your PIN, once more"),
  (stage) => stage.keyboard.type("25801470"),
  heading("It is set"),
);

export const secondPinScenes = [
  ["settings-second-pin", "second=1&whole=1", to("Settings")],
  ["settings-second-pin-es-200", "second=1&language=es&text=largest&whole=1", to("Ajustes")],
  ["second-pin", "second=1&whole=1", page],
  ["second-pin-day", "second=1&theme=day&whole=1", page],
  ["second-pin-es-200", "second=1&language=es&text=largest&whole=1", pageEs],
  [
    "second-pin-phrase",
    "second=1&secret=passphrase&whole=1",
    then(to("Settings"), to("How it works", "A second passphrase")),
  ],
  ["second-pin-new", "second=1", offered],
  ["second-pin-new-es-200", "second=1&language=es&text=largest&whole=1", offeredEs],
  ["second-pin-asked", "second=1", then(typed, heading("Your PIN, once more"))],
  ["second-pin-made", "second=1", made],
];
