// The servers, as the fake shell answers for them: sync, what they were caught at, and two phones side by side.
import type {
  Commands,
  HeadOutcome,
  HeldBackView,
  Notice,
  ProblemView,
  SyncLine,
} from "../../src/bridge/types";
import { trouble } from "./desk";
import { Door } from "./door";
import { picture } from "./picture";

const MIN = 60_000;
const NOTE = "first72.invented/realm/c0";

export class ServerFake extends Door {
  line: SyncLine = { kind: "only_here", waiting: 3, last_ms: null };
  /** What comes of holding this phone beside another. */
  headOutcome: HeadOutcome = "same";
  /** Whether this phone has synced before. */
  hasHead = true;
  caught = false;
  heldBack: HeldBackView | null = null;
  /** No server can be reached. */
  away = false;
  /** For how many days none was heard. */
  days = 0;
  /** What it did not take, or this phone did not. */
  stuck: ProblemView[] = [];

  /** What Tonight says of it. */
  protected serverNotices(): Notice[] {
    const notices: Notice[] = [];
    const drill = this.recovery_announced.at(0)?.compartment === "TEST";
    if (this.recovery_unseen)
      notices.push({ kind: "recovery_announced", agency: "Demo County", drill });
    if (this.days > 0)
      notices.push({
        kind: "away",
        agency: "Demo County",
        days: this.days,
        hidden: this.days < 14 ? null : 3,
      });
    if (this.drill_is_due) notices.push({ kind: "recovery_drill_due", agency: "Demo County" });
    if (this.heldBack !== null && !this.caught)
      notices.push({ kind: "held_back", realm: "c0", agency: "Demo County", why: this.heldBack });
    return notices;
  }

  sync_now = () => {
    if (this.away) return this.sync_state();
    this.line = { kind: "all_sent", at_ms: this.now };
    for (const episode of this.episodes) episode.kept = { kind: "on_server", at_ms: this.now };
    return this.sync_state();
  };
  proofs_write = (): Commands["proofs_write"]["answer"] => ({
    files: ["/home/invented/Downloads/first72-1.proof"],
  });
  server_go_on = (): Commands["sync_state"]["answer"] => {
    this.caught = false;
    return this.sync_state();
  };
  sync_state = (): Commands["sync_state"]["answer"] => ({
    now_ms: this.now,
    problems: this.problems().problems.length,
    realms: [
      {
        realm: "c0",
        agency: "Demo County",
        caught: this.caught,
        held_back: this.heldBack,
        line: this.line,
        trouble: this.caught
          ? { code: "server.went-back", fields: {}, at_ms: this.now - 2 * MIN }
          : this.line.kind === "only_here"
            ? { code: "relay.away", fields: {}, at_ms: this.now - 2 * MIN }
            : null,
        next_try_ms: this.line.kind === "only_here" ? this.now + 5 * MIN : null,
      },
      ...(this.role === "advocate"
        ? [
            {
              realm: "a0",
              agency: "Demo Advocacy",
              caught: false,
              held_back: null,
              line: { kind: "all_sent" as const, at_ms: this.now - 12 * MIN },
              trouble: null,
              next_try_ms: null,
            },
          ]
        : []),
    ],
  });
  problems = (): Commands["problems"]["answer"] => ({
    problems: [
      ...this.stuck,
      {
        id: "1",
        code: "entry.signature",
        fields: {},
        agency: "Demo County",
        outgoing: false,
        at_ms: this.now - 40 * MIN,
      },
    ],
  });

  /** Two of its own saves were not taken by the server: they stay here, and it says so wherever they are seen. */
  stuckHere(): void {
    const own = { fields: {}, agency: "Demo County", outgoing: true };
    this.stuck = [
      { ...own, id: "3", code: "chain.gap", at_ms: this.now - 6 * MIN },
      { ...own, id: "2", code: "device.expired", at_ms: this.now - 9 * MIN },
    ];
    this.line = { kind: "refused", count: 2, waiting: 1 };
    const [first] = this.episodes;
    if (first) first.kept = { kind: "refused", code: "chain.gap" };
  }

  /** Since yesterday no server could be reached: everything since then is only here. */
  awayHere(): void {
    this.away = true;
    this.line = { kind: "only_here", waiting: 17, last_ms: this.now - 26 * 60 * MIN };
    for (const episode of this.episodes) episode.kept = { kind: "only_here" };
  }

  server_head = (): Commands["server_head"]["answer"] => ({
    agency: "Demo County",
    head: this.hasHead
      ? {
          note: `${NOTE}\n1204\n${"q7Zk4mPd".repeat(5)}abc=\n\n\u2014 ${NOTE} ${"Tn8sW2xY".repeat(11)}==\n`,
          qr: picture(45),
          seen_ms: this.now - 12 * MIN,
          items: 1_204,
          last_word_ms: this.now - 5 * 60 * MIN,
        }
      : null,
    caught: this.caught,
    now_ms: this.now,
  });
  server_compare = ({
    note,
  }: Commands["server_compare"]["ask"]): Commands["server_compare"]["answer"] => {
    if (!note.startsWith("first72.")) throw trouble("head.form");
    if (this.headOutcome === "two_histories") this.caught = true;
    return { outcome: this.headOutcome, page: this.server_head() };
  };
}
