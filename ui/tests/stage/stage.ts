// Shows the real screens over the fake shell in a browser. The address chooses the start: ?role=lead&language=es
import type { HeadOutcome, HeldBackView } from "../../src/bridge/types";
import { install, tell } from "../fake/install";
import { trouble, type Start } from "../fake/desk";
import { picture } from "../fake/picture";
import { FakeShell } from "../fake/shell";
import { pseudo } from "./pseudo";

const start = Object.fromEntries(new URLSearchParams(location.search)) as Start & {
  empty?: string;
  pseudo?: string;
  ended?: string;
  head?: HeadOutcome | "none";
  caught?: string;
  recovery?: "drill" | "due" | "1";
  held?: HeldBackView["kind"];
  handed?: "me" | "half" | "late";
  looks?: string;
  old?: string;
  copies?: "others" | "1";
  holds?: string;
};
if (start.pseudo !== undefined) pseudo();
const shell = new FakeShell({ ...start, seeded: start.empty === undefined });
if (start.ended !== undefined)
  shell.leftBehind = { text: `F72-WIPED-1:${"4K7QX2M9".repeat(10)}`, qr: picture(41), unsent: 2 };
if (start.head !== undefined) {
  shell.hasHead = start.head !== "none";
  if (start.head !== "none") shell.headOutcome = start.head;
}
shell.caught = start.caught !== undefined;
if (start.held !== undefined)
  shell.heldBack =
    start.held === "quiet"
      ? { kind: "quiet", since_ms: shell.now - 31 * 3_600_000 }
      : { kind: "missing" };
if (start.recovery === "drill") shell.drillHere();
else if (start.recovery === "due") shell.drillDue();
else if (start.recovery !== undefined) shell.announceHere();
if (start.looks !== undefined) shell.lookedInto();
if (start.copies === "others") shell.sharedByOthers();
else if (start.copies !== undefined) shell.sharedSome();
if (start.holds !== undefined) shell.heldSome();
if (start.handed === "me") shell.handMe();
if (start.handed === "half") shell.halfGone();
if (start.handed === "late") shell.cameLate();
shell.app_old = start.old !== undefined;
install(shell);

/** The scenes' own hands behind the screen. */
Object.assign(window, {
  stage: {
    fails(code: string): Promise<void> {
      shell.failNext = trouble(code);
      return tell({ kind: "sync" });
    },
    /** The shell tells something unasked. */
    tells: tell,
    /** Something waits for the registrar. */
    rosterWaits(): Promise<void> {
      shell.roster_unsigned = [
        { statement: "s1", name: "A. Okafor", compartments: ["MED"], mine: true },
        { statement: "s2", name: null, compartments: ["OPS"], mine: false },
      ];
      shell.roster_late = [{ device: "d9", name: "D. Rivera", saves: 2 }];
      shell.roster_two_roots = true;
      return tell({ kind: "changed", episodes: [] });
    },
    /** The next command fails, whenever it comes. */
    willFail(code: string): void {
      shell.failNext = trouble(code);
    },
  },
});
await import("../../src/main");
