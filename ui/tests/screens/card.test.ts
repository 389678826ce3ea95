import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { guard, HOLD_MS } from "../../src/session/guard.svelte";
import { drill } from "../../src/session/drill.svelte";
import { reminders } from "../../src/session/reminders.svelte";
import { words } from "../../src/text/words.svelte";
import { tell } from "../fake/install";
import { trouble, type Start } from "../fake/desk";
import { show, uninstall } from "../fake/show";

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  guard.end();
  await uninstall();
  drill.choosing = false;
  reminders.due = false;
  words.use("en");
});

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const page = () => document.querySelector(".guarded");

async function before(start: Start = {}) {
  const shown = show(start);
  await shown.user.click(await button(/^amber river/));
  await shown.user.click(await button("Card for them"));
  await screen.findByRole("heading", { name: "Card for the young person" });
  return shown;
}

async function showIt(wayBack: string | null = null) {
  const shown = await before();
  if (wayBack !== null) await shown.user.click(await screen.findByRole("radio", { name: wayBack }));
  await shown.user.click(await button("Show it now"));
  await waitFor(() => expect(page()).not.toBeNull());
  await waitFor(() =>
    expect(wayBack === null ? shown.shell.door === "locked" : shown.shell.guarded).toBe(true),
  );
  return shown;
}

const CORNERS = {
  "upper left": { clientX: 20, clientY: 20 },
  "upper right": { clientX: 370, clientY: 20 },
  "lower left": { clientX: 20, clientY: 830 },
  "lower right": { clientX: 370, clientY: 830 },
  middle: { clientX: 190, clientY: 400 },
};
type Corner = keyof typeof CORNERS;

/** Fingers rest in these places for so long. */
async function hold(corners: Corner[], ms: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  for (const [at, corner] of corners.entries())
    await fireEvent.pointerDown(window, { pointerId: at + 1, ...CORNERS[corner] });
  vi.advanceTimersByTime(ms);
  for (const [at, corner] of corners.entries())
    await fireEvent.pointerUp(window, { pointerId: at + 1, ...CORNERS[corner] });
  vi.useRealTimers();
  await Promise.resolve();
}

test("the card begins in the language that the record suggests and can be shown in another", async () => {
  const { user, shell } = await before();
  const choice = await screen.findByRole("radio", { name: "Español" });
  expect((choice as HTMLInputElement).checked).toBe(true);
  expect(screen.getByText("No estás en problemas.").closest("[lang]")?.getAttribute("lang")).toBe(
    "es",
  );
  await user.click(screen.getByRole("radio", { name: "English" }));
  await screen.findByText("You're not in trouble.");
  expect(screen.queryByText("No estás en problemas.")).toBeNull();
  await user.click(await button("Show it now"));
  await waitFor(() => expect(page()?.getAttribute("lang")).toBe("en"));
  const asked = shell.asked.filter(({ command }) => command === "card").map(({ ask }) => ask);
  expect(asked).toMatchObject([{ language: null }, { language: "en" }]);
});

test("while it is shown there is nothing on the screen but its own words: no name, no button, no way out", async () => {
  await showIt("Hold both upper corners");
  expect(document.body.textContent).not.toMatch(/amber|Tonight|Settings|youth|First72|PIN|corner/i);
  expect(document.querySelectorAll("button, a, input, summary, [tabindex='0']")).toHaveLength(0);
  expect(page()?.textContent).toContain("1-888-373-7888");
  expect(document.activeElement?.tagName).toBe("H1");
});

test("taps, keys, short holds and the wrong corners lead nowhere; both corners for two seconds lead back", async () => {
  const { user, shell } = await showIt("Hold both upper corners");
  await user.click(page() as Element);
  await user.keyboard("{Enter}{Tab} abc1234{ArrowLeft}?");
  for (const corners of [
    ["upper left"],
    ["upper right"],
    ["lower left", "lower right"],
    ["upper left", "lower right"],
    ["middle", "upper left"],
  ] satisfies Corner[][])
    await hold(corners, HOLD_MS * 3);
  await hold(["upper left", "upper right"], HOLD_MS - 1);
  expect(page()).not.toBeNull();
  expect(shell.guarded).toBe(true);
  await hold(["upper left", "upper right"], HOLD_MS);
  await screen.findByRole("heading", { name: "Card for the young person" });
  expect(shell.guarded).toBe(false);
});

test("a finger that slides out of its corner holds nothing", async () => {
  await showIt("Hold both lower corners");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await fireEvent.pointerDown(window, { pointerId: 1, ...CORNERS["lower left"] });
  await fireEvent.pointerDown(window, { pointerId: 2, ...CORNERS["lower right"] });
  await fireEvent.pointerMove(window, { pointerId: 2, ...CORNERS.middle });
  vi.advanceTimersByTime(HOLD_MS * 2);
  vi.useRealTimers();
  expect(page()).not.toBeNull();
});

test("the shell is told that the holder is back before anything behind the page asks it again", async () => {
  const { shell } = await showIt("Hold both lower corners");
  const then = shell.asked.length;
  await hold(["lower left", "lower right"], HOLD_MS);
  await screen.findByRole("heading", { name: "Card for the young person" });
  await waitFor(() => expect(shell.asked.length).toBeGreaterThan(then + 1));
  expect(shell.asked[then]).toEqual({ command: "guard", ask: { on: false } });
});

test("with the PIN the notebook is locked all the while, and the corner leads to the pad and no further", async () => {
  const { shell } = await showIt();
  expect(shell.asked.map(({ command }) => command)).not.toContain("guard");
  await hold(["lower left"], HOLD_MS * 2);
  expect(page()).not.toBeNull();
  await hold(["upper right"], HOLD_MS);
  await screen.findByRole("heading", { name: "Unlock" });
  expect(document.body.textContent).not.toMatch(/amber|Card for/);
});

test("on a keyboard the holder types four digits, and nobody else gets anywhere by typing", async () => {
  const { user } = await showIt("Hold both upper corners");
  await user.keyboard("727");
  await user.keyboard("1");
  expect(page()).not.toBeNull();
  await user.keyboard("7272");
  await screen.findByRole("heading", { name: "Card for the young person" });
});

test("nothing is asked of the shell while a page is shown, whatever it tells and however often the screen goes dark", async () => {
  const { shell } = await showIt("Hold both upper corners");
  const then = shell.asked.length;
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  await waitFor(() => expect(shell.asked.at(-1)?.ask).toEqual({ behind: true }));
  await tell({ kind: "changed", episodes: [] });
  await tell({ kind: "sync" });
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  await waitFor(() => expect(document.documentElement.dataset).not.toHaveProperty("covered"));
  await tell({ kind: "changed", episodes: ["e1"] });
  const asked = shell.asked.slice(then).map(({ command }) => command);
  expect(asked.filter((command) => command !== "behind" && command !== "awake")).toEqual([]);
  expect(page()).not.toBeNull();
});

test("when the notebook locks itself behind the page, the page stays and the way back leads to the door", async () => {
  const { shell } = await showIt("Hold both upper corners");
  shell.door = "locked";
  await tell({ kind: "locked" });
  expect(page()).not.toBeNull();
  await hold(["upper left", "upper right"], HOLD_MS);
  await screen.findByRole("heading", { name: "Unlock" });
});

test("three Esc keys and three fast ways back leave for the plain page", async () => {
  const { user, left } = await showIt();
  await user.keyboard("{Escape}{Escape}");
  expect(left()).toBe(0);
  await user.keyboard("{Escape}");
  expect(left()).toBe(1);
  expect(page()).not.toBeNull();
});

test("a page that the shell could not guard is not shown", async () => {
  const { user, shell } = await before();
  await user.click(await screen.findByRole("radio", { name: "Hold both upper corners" }));
  await waitFor(() => expect(shell.settings_get().settings.card_leave).toBe("upper"));
  shell.failNext = trouble("vault.read-only");
  await user.click(await button("Show it now"));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(page()).toBeNull();
});

test("a safety plan is shown with the young person's own words, part by part, and nothing else of it", async () => {
  const { user } = show({ role: "advocate" }, (shell) => {
    const [first] = shell.tonight().episodes;
    const value = { kind: "text" as const, text: "My aunt" };
    shell.answer({
      episode: first?.episode ?? "",
      field: "plan_safe",
      answer: { kind: "given", value },
      replaces: [],
    });
  });
  await user.click(await button(/^amber river/));
  await user.click(await button("Safety plan"));
  await user.click(await button("Show it to them"));
  await user.click(await button("Show it now"));
  await waitFor(() => expect(page()).not.toBeNull());
  expect(page()?.textContent).toContain("My aunt");
  expect(page()?.textContent).not.toMatch(/amber|Demo Advocacy|Nothing written/);
});
