// What holds on every screen that there is: one title, one line that says the next thing to do, the quick exit in its corner,
// and nothing of any of them on the plain page.
import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { leave } from "../../src/session/leave";
import { way, type Place } from "../../src/session/way.svelte";
import { show, uninstall } from "../fake/show";

afterEach(async () => {
  await uninstall();
  // The plain page of the test before.
  document.body.replaceChildren();
});

/** Every place of the app; a new one that is not here does not compile. */
const EVERYWHERE: Record<Place["at"], (episode: string) => Place> = {
  tonight: () => ({ at: "tonight" }),
  board: () => ({ at: "board" }),
  sync: () => ({ at: "sync" }),
  settings: () => ({ at: "settings" }),
  second_pin: () => ({ at: "second_pin" }),
  problems: () => ({ at: "problems" }),
  compare: () => ({ at: "compare", realm: "c0" }),
  enrol: () => ({ at: "enrol" }),
  contact: () => ({ at: "contact" }),
  episode: (episode) => ({ at: "episode", episode }),
  step: (episode) => ({ at: "step", episode, step: "ID-10" }),
  record: (episode) => ({ at: "record", episode, topic: null }),
  times: (episode) => ({ at: "times", episode }),
  notes: (episode) => ({ at: "notes", episode }),
  callout: (episode) => ({ at: "callout", episode }),
  calls: (episode) => ({ at: "calls", episode, step: null }),
  rights: (episode) => ({ at: "rights", episode }),
  waiver: (episode) => ({ at: "waiver", episode }),
  limits: (episode) => ({ at: "limits", episode }),
  tells: (episode) => ({ at: "tells", episode }),
  needs: (episode) => ({ at: "needs", episode }),
  safety_plan: (episode) => ({ at: "safety_plan", episode }),
  contact_plan: (episode) => ({ at: "contact_plan", episode }),
  follow_up: (episode) => ({ at: "follow_up", episode }),
  plan_show: (episode) => ({ at: "plan_show", episode }),
  card: (episode) => ({ at: "card", episode }),
  linked: (episode) => ({ at: "linked", episode }),
  pack: (episode) => ({ at: "pack", episode }),
  hand_over: (episode) => ({ at: "hand_over", episode }),
  glass: () => ({ at: "glass" }),
  share: (episode) => ({ at: "share", episode }),
  copies: () => ({ at: "copies", said: null }),
  copy: () => ({ at: "copy", realm: "c0", copy: "s-mine" }),
  readers: (episode) => ({ at: "readers", episode }),
  own_copy: (episode) => ({ at: "own_copy", episode }),
  roster: () => ({ at: "roster" }),
  roster_person: () => ({ at: "roster_person", person: "p-D. Rivera" }),
  roster_approve: () => ({ at: "roster_approve", person: null }),
  roster_end: () => ({ at: "roster_end", device: "d2" }),
  roster_release: () => ({ at: "roster_release" }),
  holds: () => ({ at: "holds" }),
  audit: () => ({ at: "audit" }),
  audit_person: () => ({ at: "audit_person", person: null, weeksBack: 0 }),
  recovery: () => ({ at: "recovery" }),
  recovery_announce: () => ({ at: "recovery_announce", realm: "c0" }),
  recovery_shares: () => ({ at: "recovery_shares", realm: "c0" }),
  phone: () => ({ at: "phone" }),
  server: () => ({ at: "server" }),
  drills: () => ({ at: "drills" }),
  drill_heard: () => ({ at: "drill_heard" }),
  drill_debrief: () => ({ at: "drill_debrief" }),
};

test.each(Object.keys(EVERYWHERE) as Place["at"][])(
  "%s has a title, the next thing to do, and a way out that leaves nothing",
  async (at) => {
    const { app, shell } = show({ role: "advocate" });
    await screen.findByText("amber river");
    const episode = shell.tonight().episodes[0]?.episode ?? "";
    way.home(EVERYWHERE[at](episode));
    await waitFor(() => expect(document.querySelectorAll("main h1")).toHaveLength(1));
    await waitFor(() =>
      expect(document.querySelector("main .help")?.textContent).toMatch(/\p{L}{2}/u),
    );
    await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
    expect(screen.getAllByRole("button", { name: "Quick exit" })).toHaveLength(1);
    leave(
      () => app.unmount(),
      () => undefined,
    );
    expect(document.querySelector("main")?.className).toBe("neutral");
    expect(document.body.children).toHaveLength(1);
    await waitFor(() => expect(shell.door).toBe("locked"));
  },
);
