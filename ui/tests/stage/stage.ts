// Shows the real screens over the fake shell in a browser. The address chooses the start: ?role=lead&language=es
import type { HeadOutcome, HeldBackView, Settings } from "../../src/bridge/types";
import { install, tell } from "../fake/install";
import { trouble, type Start } from "../fake/desk";
import { picture } from "../fake/picture";
import { FakeShell } from "../fake/shell";
import { confirming } from "../../src/session/confirm.svelte";
import { desk } from "../../src/session/desk.svelte";
import { drill } from "../../src/session/drill.svelte";
import { guard } from "../../src/session/guard.svelte";
import { way } from "../../src/session/way.svelte";
import { en } from "../../src/text/en";
import { es } from "../../src/text/es";
import { pseudo } from "./pseudo";

const start = Object.fromEntries(new URLSearchParams(location.search)) as Start & {
  empty?: string;
  pseudo?: string;
  ended?: string;
  head?: HeadOutcome | "none";
  caught?: string;
  /** For how many days no server was heard. */
  days?: string;
  recovery?: "drill" | "due" | "1";
  held?: HeldBackView["kind"];
  handed?: "me" | "half" | "late";
  looks?: string;
  old?: string;
  copies?: "others" | "1";
  holds?: string;
  carried?: FakeShell["carriedFor"];
  folder?: string;
  took?: "part" | "receipts" | "directory";
  net?: "away" | "stuck";
  clocks?: "differ";
  /** How often a question was answered before. */
  before?: string;
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
shell.days = Number(start.days ?? 0);
if (start.held !== undefined)
  shell.heldBack =
    start.held === "quiet"
      ? { kind: "quiet", since_ms: shell.now - 31 * 3_600_000 }
      : { kind: "missing" };
shell.carriedFor = start.carried ?? "none";
shell.folder = start.folder ?? null;
if (start.took === "part") shell.handed = { kind: "part", have: 3, total: 9 };
if (start.took === "directory") shell.handed = { kind: "directory", new: 3 };
if (start.took === "receipts") shell.handed = { kind: "receipts", settled: 3 };
if (start.recovery === "drill") shell.drillHere();
else if (start.recovery === "due") shell.drillDue();
else if (start.recovery !== undefined) shell.announceHere();
shell.answeredBefore(Number(start.before ?? 0));
shell.clocksDiffer = start.clocks !== undefined;
if (start.net === "away") shell.awayHere();
if (start.net === "stuck") shell.stuckHere();
if (start.looks !== undefined) shell.lookedInto();
if (start.copies === "others") shell.sharedByOthers();
else if (start.copies !== undefined) shell.sharedSome();
if (start.holds !== undefined) shell.heldSome();
if (start.handed === "me") shell.handMe();
if (start.handed === "half") shell.halfGone();
if (start.handed === "late") shell.cameLate();
shell.app_old = start.old !== undefined;
install(shell);

/** Which screen stands there, or what stands in its place; the names are those of groups.mjs. */
function shows(): string {
  if (document.querySelector("main.neutral")) return "plain";
  if (guard.shown) return "guarded";
  if (desk.status?.drill && !drill.view?.begun) return "drill briefing";
  if (desk.status?.door !== "open") return drill.choosing ? "drills" : `door ${desk.status?.door}`;
  return confirming.asked ? "pin asked" : way.here.at;
}

/** The sentences of one catalogue that read otherwise in the other. */
function sentences(one: object, other: object): string[] {
  const spoken = new Set(Object.values(other).filter((held) => typeof held === "string"));
  return Object.entries(one).flatMap(([key, held]: [string, unknown]) => {
    if (typeof held === "string") return spoken.has(held) ? [] : [held];
    const there = (other as Record<string, unknown>)[key];
    return typeof held === "object" && held && typeof there === "object" && there
      ? sentences(held, there)
      : [];
  });
}

/** The scenes' own hands behind the screen. */
Object.assign(window, {
  stage: {
    fails(code: string): Promise<void> {
      shell.failNext = trouble(code);
      return tell({ kind: "sync" });
    },
    /** The settings change under the standing page, as if they had been so all along. */
    async wears(worn: Partial<Settings>): Promise<void> {
      shell.settings_set({ ...shell.settings_get().settings, ...worn });
      // A drill of this title goes on, though it is said in another language now.
      const drilled = shell.status().drill;
      if (desk.status?.drill && drilled) desk.status.drill.title = drilled.title;
      await desk.ask();
      await tell({ kind: "sync" });
    },
    shows,
    onlyEnglish: () => sentences(en, es),
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
    /** Somebody outside the page reads what the camera sees. */
    readsWith(read: (ask: object) => Promise<{ text: string | null }>): void {
      (shell as { scan: unknown }).scan = read;
    },
    /** With what a command was asked so far. */
    asked: (command: string) =>
      shell.asked.filter((one) => one.command === command).map(({ ask }) => ask),
    /** This command is refused from now on. */
    refuses(command: string, code: string): void {
      shell.refused.set(command, trouble(code));
    },
    /** No answer comes to this command any more. */
    keepsWaiting(command: string): void {
      shell.unanswered.add(command);
    },
    /** The next command fails, whenever it comes. */
    willFail(code: string): void {
      shell.failNext = trouble(code);
    },
  },
});
await import("../../src/main");
