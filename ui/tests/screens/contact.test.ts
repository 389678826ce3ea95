import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

async function open() {
  const shown = show();
  await shown.user.click(await screen.findByRole("button", { name: "New contact" }));
  await screen.findByText("Four taps. No name.");
  return shown;
}

test("four taps start an episode, and no name is asked", async () => {
  const { shell, user } = await open();
  expect(screen.queryAllByRole("textbox")).toHaveLength(0);
  await user.click(screen.getByRole("radio", { name: "Now" }));
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
});

test("not sure is recorded as not known", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("radio", { name: "Now" }));
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
  const { user } = await open();
  await user.click(screen.getByRole("radio", { name: "Now" }));
  expect(screen.getByText(/Still to tap: Station · Medical need now\?/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Start" }).disabled).toBe(true);
});

test("taps come back after a kill", async () => {
  const first = await open();
  await first.user.click(screen.getByRole("radio", { name: "Now" }));
  await first.user.click(screen.getByRole("radio", { name: "Valley Demo" }));
  const kept = first.shell.drafts.get("contact");
  expect(kept).toContain("valley");
  first.app.unmount();

  const { user } = show({}, (shell: FakeShell) => shell.drafts.set("contact", kept ?? ""));
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  const station = await screen.findByRole<HTMLInputElement>("radio", { name: "Valley Demo" });
  expect(station.checked).toBe(true);
});
