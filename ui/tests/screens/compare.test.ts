// Two phones side by side: what is shown, what is taken in, and what comes of it in words.
import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { HeadOutcome } from "../../src/bridge/types";
import { en } from "../../src/text/en";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const THEIRS = "first72.invented, as another phone shows it";

async function comparing(prepare?: (shell: FakeShell) => unknown) {
  const shown = show({ role: "deputy" }, prepare);
  await shown.user.click(await button("Sync"));
  await shown.user.click(await button("Compare with another phone"));
  await screen.findByRole("heading", { name: "Compare two phones", level: 1 });
  return shown;
}

async function compare({ user }: Awaited<ReturnType<typeof comparing>>, note: string) {
  await user.type(await screen.findByLabelText("Code of the other phone"), note);
  await user.click(await button("Compare"));
}

test("this phone's code is shown as a picture and whole as text, with when and how much in words", async () => {
  const { shell } = await comparing();
  const { head } = shell.server_head();
  await screen.findByRole("img", { name: "The code of this phone as a picture" });
  expect(screen.getByLabelText("The code as text")).toHaveProperty("value", head?.note);
  expect(screen.getByText(/The server then held 1204 sealed items/)).toBeTruthy();
  expect(screen.getByText(/Another phone last confirmed what the server shows/)).toBeTruthy();
  expect(await button("Compare")).toHaveProperty("disabled", true);
});

test.each<[HeadOutcome, RegExp]>([
  ["same", /Nothing to do/],
  ["they_are_ahead", /Sync now/],
  ["we_are_ahead", /Sync now/],
  ["two_histories", /call your registrar/],
])("%s is said with what to do", async (outcome, todo) => {
  const shown = await comparing((shell) => (shell.headOutcome = outcome));
  await compare(shown, THEIRS);
  const said = await screen.findByRole("heading", { name: en.compare.outcomes[outcome].happened });
  expect(said.closest("[role=status]")?.textContent).toMatch(todo);
  expect(shown.shell.asked.filter(({ command }) => command === "server_compare")).toEqual([
    { command: "server_compare", ask: { realm: "c0", note: THEIRS } },
  ]);
  expect(screen.getByLabelText("Code of the other phone")).toHaveProperty("value", "");
});

test("two histories lead to the proof, and the sync screen says that the sync is stopped", async () => {
  const shown = await comparing((shell) => (shell.headOutcome = "two_histories"));
  await compare(shown, THEIRS);
  expect(await button("See the proof under Problems")).toBeTruthy();
  await shown.user.click(await button("Back"));
  expect(await button("Ask the server again")).toBeTruthy();
});

test("a text that is no such code costs nothing, and what was put in stays", async () => {
  const shown = await comparing();
  await compare(shown, "hello");
  const said = await screen.findByRole("alert");
  expect(said.textContent).toContain("That is not the whole code of another phone.");
  expect(screen.getByLabelText("Code of the other phone")).toHaveProperty("value", "hello");
});

test("before the first sync there is nothing to compare", async () => {
  await comparing((shell) => (shell.hasHead = false));
  expect(await screen.findByText("There is nothing to compare yet.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Compare" })).toBeNull();
});
