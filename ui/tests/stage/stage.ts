// Shows the real screens over the fake shell in a browser. The address chooses the start: ?role=lead&language=es
import { install, tell } from "../fake/install";
import { trouble, type Start } from "../fake/episodes";
import { FakeShell } from "../fake/shell";
import { pseudo } from "./pseudo";

const start = Object.fromEntries(new URLSearchParams(location.search)) as Start & {
  empty?: string;
  pseudo?: string;
};
if (start.pseudo !== undefined) pseudo();
const shell = new FakeShell({ ...start, seeded: start.empty === undefined });
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
    /** The next command fails, whenever it comes. */
    willFail(code: string): void {
      shell.failNext = trouble(code);
    },
  },
});
await import("../../src/main");
