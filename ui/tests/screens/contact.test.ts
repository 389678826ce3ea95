import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

async function open() {
  const shown = show();
  await shown.user.click(await screen.findByRole("button", { name: "New contact" }));
  await screen.findByText("No name. No typing.");
  return shown;
}

test("the time is now until somebody says otherwise; two answers start an episode, and no name is asked", async () => {
  const { shell, user } = await open();
  expect(screen.queryAllByRole("textbox")).toHaveLength(0);
  expect(screen.getByRole<HTMLInputElement>("radio", { name: /^Now · / }).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: "Harbor Demo" }));
  await user.click(screen.getByRole("radio", { name: "None seen" }));
  await user.click(screen.getByRole("button", { name: "Start" }));
  await screen.findByRole("heading", { name: "quiet maple" });
  const asked = shell.asked.find(({ command }) => command === "new_contact");
  expect(asked?.ask).toMatchObject({
    at: { plus_minus_ms: null },
    station: "harbor",
    medical: "none_seen",
  });
  const { at } = asked?.ask as { at: { ms: number } };
  expect(Math.abs(shell.now - at.ms)).toBeLessThan(60_000);
});

test("a clock with a problem is not taken for granted", async () => {
  const { user } = show({}, (shell: FakeShell) => {
    shell.time = { kind: "problem", problem: "behind", by_ms: 3_600_000, plus_minus_ms: null };
  });
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  const now = await screen.findByRole<HTMLInputElement>("radio", { name: "Now" });
  expect(now.checked).toBe(false);
  expect(
    screen.getByText(/Still to tap: First contact · Station · Medical need now\?/),
  ).toBeTruthy();
});

test("a contact that was begun a while ago shows its own time, and not now", async () => {
  const { user } = show({}, (shell: FakeShell) => {
    const at = { ms: shell.now - 60 * 60_000, plus_minus_ms: null };
    shell.drafts.set("contact", JSON.stringify({ at, station: "harbor", medical: null }));
  });
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  const earlier = await screen.findByRole<HTMLInputElement>("radio", { name: "Earlier" });
  expect(earlier.checked).toBe(true);
  expect(screen.getByText(/1 h\)/)).toBeTruthy();
});

test("not sure is recorded as not known", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("radio", { name: "Hills Demo" }));
  await user.click(screen.getByRole("radio", { name: "Not sure" }));
  await user.click(screen.getByRole("button", { name: "Start" }));
  await screen.findByRole("heading", { name: "quiet maple" });
  const asked = shell.asked.find(({ command }) => command === "new_contact");
  expect(asked?.ask).toMatchObject({ medical: null });
});

test("an earlier time is an estimate and takes no typing", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("radio", { name: "Earlier" }));
  await user.click(screen.getByRole("button", { name: "30 min ago" }));
  await user.click(screen.getByRole("radio", { name: "Harbor Demo" }));
  await user.click(screen.getByRole("radio", { name: "None seen" }));
  await user.click(screen.getByRole("button", { name: "Start" }));
  await screen.findByRole("heading", { name: "quiet maple" });
  const asked = shell.asked.find(({ command }) => command === "new_contact");
  const { at } = asked?.ask as { at: { ms: number; plus_minus_ms: number } };
  expect(Math.abs(shell.now - 30 * 60_000 - at.ms)).toBeLessThan(60_000);
  expect(at.plus_minus_ms).toBe(10 * 60_000);
});

test("what is still to tap is said, and start waits for it", async () => {
  await open();
  expect(screen.getByText(/Still to tap: Station · Medical need now\?/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Start" }).disabled).toBe(true);
});

test("taps come back after a kill", async () => {
  const first = await open();
  await first.user.click(screen.getByRole("radio", { name: "Valley Demo" }));
  const kept = first.shell.drafts.get("contact");
  expect(kept).toContain("valley");
  first.app.unmount();

  const { user } = show({}, (shell: FakeShell) => shell.drafts.set("contact", kept ?? ""));
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  const station = await screen.findByRole<HTMLInputElement>("radio", { name: "Valley Demo" });
  expect(station.checked).toBe(true);
});
