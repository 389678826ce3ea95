import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { drill } from "../../src/session/drill.svelte";
import { clock } from "../../src/session/clock.svelte";
import { words } from "../../src/text/words.svelte";
import { show, uninstall } from "../fake/show";

afterEach(async () => {
  await uninstall();
  drill.choosing = false;
  words.use("en");
});

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function begin() {
  const shown = show({ door: "locked" });
  await shown.user.click(await button("Practice with a drill"));
  const [first] = await screen.findAllByRole("button", { name: "Start this drill" });
  await shown.user.click(first as HTMLElement);
  await screen.findByRole("heading", { name: "Planned operation, two young people" });
  return shown;
}

test("a drill is made in one tap from the closed door, without a PIN", async () => {
  const { shell } = await begin();
  expect(shell.asked.map(({ command }) => command)).toContain("drill_open");
  expect(shell.asked.map(({ command }) => command)).not.toContain("unlock");
  expect(document.documentElement.dataset["drill"]).toContain("Nobody here is real");
});

test("where a drill takes the place of an open notebook, the window takes a new document first", async () => {
  const { user, renewed } = show();
  await user.click(await button("Settings"));
  await user.click(await button("Practice with a drill"));
  const [first] = await screen.findAllByRole("button", { name: "Start this drill" });
  await user.click(first as HTMLElement);
  await screen.findByRole("heading", { name: "Planned operation, two young people" });
  expect(renewed()).toBe(1);
});

test("another language in a drill stays on the page where it was chosen", async () => {
  const { user, renewed } = await begin();
  await user.click(await button("Start the clock"));
  await user.click(await button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "Español" }));
  await screen.findByText("Simulacro. Aquí nadie es real.");
  expect(await screen.findByRole("heading", { name: "Ajustes" })).toBeTruthy();
  expect(renewed()).toBe(0);
});

test("every screen of a drill says that it is one and what to do next, and one tap leads there", async () => {
  const { user } = await begin();
  await user.click(await button("Start the clock"));
  await screen.findByText("Drill. Nobody here is real.");
  await user.click(await button(/Open a record for the girl/));
  await screen.findByRole("heading", { name: "New contact" });
  await screen.findByText("Drill. Nobody here is real.");
});

test("the clock of the screen keeps the pace of the drill, and stands still when it is stopped", async () => {
  const { user } = await begin();
  await user.click(await button("Start the clock"));
  await button("Stop the clock");
  expect(clock.paceNow).toBe(10);
  await user.click(await button("Stop the clock"));
  await button("Let the clock run");
  expect(clock.paceNow).toBe(0);
});

test("a call reaches the drill and nobody else, and what is heard can be put away", async () => {
  const { user, shell } = await begin();
  await user.click(await button("Start the clock"));
  await user.click(await button("The drill: what was heard, calls, finish"));
  await user.click(await button(/Call Child Protection Hotline/));
  expect(shell.asked.find(({ command }) => command === "drill_call")?.ask).toEqual({
    contact: "cph",
  });
  expect((await screen.findAllByText(/7001 2026 0306 0000 015/)).length).toBeGreaterThan(1);
  await user.click(await button("OK, noted"));
  await waitFor(() => expect(screen.getAllByText(/7001 2026 0306 0000 015/)).toHaveLength(1));
});

test("a link to a number dials nobody while a drill is open", async () => {
  const { shell } = await begin();
  const holder = document.createElement("div");
  holder.dataset["contact"] = "cph";
  const link = document.createElement("a");
  link.href = "tel:8005404000";
  link.textContent = "call";
  holder.append(link);
  document.body.append(holder);
  const tap = new MouseEvent("click", { bubbles: true, cancelable: true });
  link.dispatchEvent(tap);
  expect(tap.defaultPrevented).toBe(true);
  await waitFor(() => expect(shell.drill.called).toBe(true));
  holder.remove();
});

test("the debrief begins with what went well, has no score, and names what was asked twice", async () => {
  const { user } = await begin();
  await user.click(await button("Start the clock"));
  await user.click(await button("The drill: what was heard, calls, finish"));
  await user.click(await button("Finish: see how it went"));
  const heading = await screen.findByRole("heading", { name: "How it went" });
  const page = heading.closest("section") as HTMLElement;
  const heads = within(page)
    .getAllByRole("heading", { level: 2 })
    .map((one) => one.textContent);
  expect(heads[0]).toBe("What went well");
  expect(page.textContent).toContain("6 min before it was due");
  expect(page.textContent).toContain("20 min after it was due");
  expect(page.textContent).toContain("Asked more than once");
  expect(page.textContent).not.toMatch(/%|points|rank/i);
});

test("leaving a drill takes its colours and its pace with it, and it can be gone on with or thrown away", async () => {
  const { user, shell } = await begin();
  await user.click(await button("Start the clock"));
  await user.click(await button("The drill: what was heard, calls, finish"));
  await user.click(await button("Leave the drill"));
  await screen.findByRole("heading", { name: "Unlock" });
  expect(document.documentElement.dataset["drill"]).toBeUndefined();
  expect(clock.paceNow).toBe(1);
  await user.click(await button("Practice with a drill"));
  await button("Go on with it");
  await user.click(await button("Throw the drill away"));
  await user.click(await button("Throw it away"));
  await waitFor(() => expect(shell.drill.waiting).toBe(false));
});

test("a quick exit leaves no word of the drill on the plain page", async () => {
  const { app } = await begin();
  app.unmount();
  expect(document.documentElement.dataset["drill"]).toBeUndefined();
});
