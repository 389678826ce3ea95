// Quick exit: a plain page of notes in the same frame as the tap, then the notebook closes, and the window takes a new
// document with the same page. Only there three taps on its title lead back: by then nothing of the notebook is left.
import * as commands from "../bridge/commands";
import { words } from "../text/words.svelte";
import { afterFrame } from "./after_frame";
import { draftsHandedOver } from "./draft.svelte";
import { silence, unsilence } from "./haptics";

const RETURN_TAPS = 3;
const RETURN_MS = 2_000;

/** Empties the window and shows the plain page; `takeDown` unmounts the app, `renew` takes the new document. */
export function leave(takeDown: () => void, renew: () => void): void {
  show(element("span", "neutral-title", words.t.neutral.title));
  const drafts = draftsHandedOver();
  takeDown();
  void Promise.all([close(drafts), painted()]).finally(renew);
}

/** The plain page in the new document; `comeBack` starts the app. */
export function plainPage(comeBack: () => void): void {
  const button = element("button", "neutral-title", words.t.neutral.title);
  (button as HTMLButtonElement).type = "button";
  button.addEventListener(
    "click",
    counted(() => {
      unsilence();
      comeBack();
    }),
  );
  show(button);
}

function show(title: HTMLElement): void {
  document.body.replaceChildren(neutralPage(title));
  document.title = words.t.neutral.title;
  silence();
}

/** Half-typed words first, then the keys go. If the shell does not answer, its own idle lock follows. */
async function close(drafts: Promise<void>): Promise<void> {
  await drafts;
  await commands.quickExit().catch(() => undefined);
}

/** The plain page is on the screen: until another document is painted, a window shows what it painted last. One that nobody sees paints nothing. */
function painted(): Promise<void> {
  return new Promise((done) => {
    afterFrame(done);
    setTimeout(done, 250);
  });
}

function neutralPage(title: HTMLElement): HTMLElement {
  const { pages } = words.t.neutral;
  const main = element("main", "neutral");
  const heading = element("h1", "neutral-head");
  heading.append(title);
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
