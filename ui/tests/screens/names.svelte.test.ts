import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import NameInput from "../../src/parts/NameInput.svelte";
import NameKept from "../../src/parts/NameKept.svelte";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(async () => {
  vi.useRealTimers();
  await uninstall();
});

const KEPT = "Name kept. Tap to show";
const named = (name: string) => ({ kind: "given", value: { kind: "text", text: name } }) as const;

async function topic(prepare: (shell: FakeShell) => unknown) {
  const shown = show({}, prepare);
  const { user } = shown;
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: /Questions/ }));
  await user.click(await screen.findByRole("button", { name: /Name and language/ }));
  const card = await screen.findByRole("article", { name: "What name should I use?" });
  return { ...shown, card: within(card) };
}

test("a name that was saved is covered until it is tapped", async () => {
  const { card, user } = await topic((shell) =>
    shell.answer({ episode: "e1", field: "name_to_use", answer: named("Sky"), replaces: [] }),
  );
  expect(document.body.textContent).not.toContain("Sky");
  await user.click(card.getByRole("button", { name: KEPT }));
  expect(card.getByText("Sky")).toBeTruthy();
  await user.click(card.getByRole("button", { name: /Sky/ }));
  expect(document.body.textContent).not.toContain("Sky");
});

test("two names that differ stand side by side, both covered, and no button says them", async () => {
  const { card } = await topic((shell) => {
    for (const name of ["Sky", "Luna"])
      shell.answer({ episode: "e1", field: "name_to_use", answer: named(name), replaces: [] });
  });
  expect(card.getAllByText(KEPT)).toHaveLength(2);
  expect(document.body.innerHTML).not.toMatch(/Sky|Luna/);
  expect(card.getAllByRole("button", { name: /^This is right: the name from/ })).toHaveLength(2);
});

test("a name covers itself again after a moment", async () => {
  vi.useFakeTimers();
  render(NameKept, { name: "Sky" });
  await fireEvent.click(screen.getByRole("button"));
  expect(screen.getByText("Sky")).toBeTruthy();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(screen.queryByText("Sky")).toBeNull();
  expect(screen.getByText(KEPT)).toBeTruthy();
});

test("a name covers itself when the focus goes or something comes before the app", async () => {
  render(NameKept, { name: "Sky" });
  const button = screen.getByRole("button");
  for (const gone of [
    () => fireEvent.blur(button),
    () => fireEvent(document, new Event("visibilitychange")),
  ]) {
    await fireEvent.click(button);
    expect(screen.getByText("Sky")).toBeTruthy();
    await gone();
    await waitFor(() => expect(screen.queryByText("Sky")).toBeNull());
  }
});

test("a name being written stays open while it is written and covers itself afterwards", async () => {
  vi.useFakeTimers();
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  const props = $state({ label: "Name", text: "", put: (text: string) => (props.text = text) });
  render(NameInput, props);
  await user.type(screen.getByRole("textbox"), "Sky");
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("Sky");
  await user.tab();
  expect(screen.getByRole("textbox")).toBeTruthy();
  await vi.advanceTimersByTimeAsync(8_000);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText(KEPT)).toBeTruthy();
});
