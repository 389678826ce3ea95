// A second PIN, for somebody who is forced to open their device; see scenes.mjs for how a scene is written.
import { heading, tap, walk, to } from "./acts.mjs";

const page = walk(to("Settings"), to("How it works", "A second PIN"));
const offered = walk(page, tap("Make it"), heading("Your second PIN"));
const back = async (stage) => {
  for (let n = 0; n < 2; n++) {
    await stage.locator(".pad").waitFor();
    await stage.keyboard.type("37410958");
  }
};
const typed = walk(offered, tap("I know it by heart"), back);
const made = walk(
  typed,
  heading("Your PIN, once more"),
  (stage) => stage.keyboard.type("25801470"),
  heading("It is set"),
);

const another = walk(to("Settings"), to("Change it", "Your new PIN"));
const changed = walk(
  another,
  tap("I know it by heart"),
  back,
  heading("Your PIN, once more"),
  (stage) => stage.keyboard.type("25801470"),
  heading("It is set"),
);

export const secondPinScenes = [
  ["new-pin", "", another],
  ["new-pin-made", "", changed],
  ["settings-second-pin", "second=1&whole=1", to("Settings")],
  ["second-pin", "second=1&whole=1", page],
  [
    "second-pin-phrase",
    "second=1&secret=passphrase&whole=1",
    walk(to("Settings"), to("How it works", "A second passphrase")),
  ],
  ["second-pin-new", "second=1", offered],
  ["second-pin-asked", "second=1", walk(typed, heading("Your PIN, once more"))],
  ["second-pin-made", "second=1", made],
];
