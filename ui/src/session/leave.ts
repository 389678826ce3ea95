// Quick exit: a plain page of notes in the same frame as the tap, then the notebook closes.
import * as commands from "../bridge/commands";
import { words } from "../text/words.svelte";
import { draftsHandedOver } from "./draft.svelte";
import { silence, unsilence } from "./haptics";

const RETURN_TAPS = 3;
const RETURN_MS = 2_000;

/** Empties the window and shows the plain page; `takeDown` unmounts the app, `comeBack` starts it again. */
export function leave(takeDown: () => void, comeBack: () => void): void {
  const page = neutralPage(() => {
    unsilence();
    comeBack();
  });
  document.body.replaceChildren(page);
  document.title = words.t.neutral.title;
  silence();
  const drafts = draftsHandedOver();
  takeDown();
  void close(drafts);
}

/** Half-typed words first, then the keys go. If the shell does not answer, its own idle lock follows. */
async function close(drafts: Promise<void>): Promise<void> {
  await drafts;
  await commands.quickExit().catch(() => undefined);
}

function neutralPage(comeBack: () => void): HTMLElement {
  const { title, pages } = words.t.neutral;
  const main = element("main", "neutral");
  const heading = element("h1", "neutral-head");
  const button = element("button", "neutral-title", title);
  (button as HTMLButtonElement).type = "button";
  button.addEventListener("click", counted(comeBack));
  heading.append(button);
  const list = element("ul", "neutral-list");
  for (const { head, body } of pages) {
    const item = element("li", "neutral-note");
    item.append(element("h2", "neutral-note-head", head), element("p", "neutral-note-body", body));
    list.append(item);
  }
  main.append(heading, list);
  return main;
}

function element(tag: string, name: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Runs `act` at the third tap within two seconds. */
function counted(act: () => void): () => void {
  let taps: number[] = [];
  return () => {
    const at = performance.now();
    taps = [...taps.filter((before) => at - before < RETURN_MS), at];
    if (taps.length >= RETURN_TAPS) act();
  };
}
