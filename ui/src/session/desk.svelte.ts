// The desk as the screen knows it: door, person, settings of the look. Holds nothing of a record.
import * as commands from "../bridge/commands";
import type { Status } from "../bridge/types";
import { words } from "../text/words.svelte";
import { clock } from "./clock.svelte";
import { showTextSize, showTheme } from "./look";
import { sieve } from "./sieve.svelte";
import { useZone } from "./time";
import { way, type Place } from "./way.svelte";

class Desk {
  status = $state<Status | null>(null);
  /** Who stands at the door of a device that several people use, as they typed it. */
  named = $state<string | null>(null);

  /** A notebook was open in this document and is not any more, or a drill has taken its place: the window has to take a new
      one. Records of a drill are invented. */
  stale = $state(false);

  get may() {
    return this.status?.me?.may ?? { new_contact: false, notes: false, board: false };
  }

  take(status: Status): void {
    const opened = this.status?.door !== "open" && status.door === "open";
    const other = this.status?.drill?.drill !== status.drill?.drill;
    const left = status.door !== "open" || status.drill !== null;
    if (this.status?.door === "open" && this.status.drill === null && left) this.stale = true;
    if (status.door !== "open" || opened || other) way.forget(firstPlace(status));
    if (status.door !== "open") sieve.forget();
    if (status.door === "who") this.named = null;
    this.status = status;
    words.use(status.language);
    showTextSize(status.text_size);
    showTheme(status.theme);
    useZone(status.zone);
    clock.time = status.time ?? { kind: "exact" };
    clock.keepPace(status.drill?.pace ?? 1);
    clock.anchor(status.now_ms);
  }

  async ask(): Promise<void> {
    this.take(await commands.status());
  }

  async lock(): Promise<void> {
    this.take(await commands.lock());
  }

  /** Somebody steps to the door of a device that several people use; with null nobody stands there any more. */
  async who(name: string | null, fresh = false): Promise<void> {
    this.take(await commands.who(name, fresh));
    this.named = name;
  }

  /** The shell locked the notebook: what was shown goes before anything is asked. */
  locked(): void {
    if (this.status === null) return;
    const { drill } = this.status;
    const door = this.status.shared === null ? "locked" : "who";
    this.take({ ...this.status, door, me: null, time: null, drill: null });
    // A drill may stand before any door of the real notebook.
    if (drill !== null) void this.ask().catch(() => undefined);
  }
}

/** A station lead without episodes of their own begins at the board, everybody else at tonight. */
function firstPlace({ me }: Status): Place {
  return me?.may.board === true && !me.may.new_contact ? { at: "board" } : { at: "tonight" };
}

export const desk = new Desk();
