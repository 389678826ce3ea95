import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { tell } from "../fake/install";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const ONCE_MORE = { name: "Your PIN, once more" };

/** Somebody wants this device to lock later. */
async function later(start: Parameters<typeof show>[0] = {}) {
  const shown = show(start);
  await shown.user.click(await button("Settings"));
  await shown.user.click(await screen.findByRole("radio", { name: "15 min" }));
  return shown;
}

const minutes = (shell: ReturnType<typeof show>["shell"]) =>
  shell.settings_get().settings.idle_minutes;

test("the pin is asked for, typed, and the act is done by itself", async () => {
  const { shell, user } = await later();
  expect(await screen.findByRole("heading", ONCE_MORE)).toBe(document.activeElement);
  expect(screen.getByText("To let this device lock later")).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "Settings" })).toBeNull();
  expect(minutes(shell)).toBe(2);
  await user.keyboard(shell.pin);
  expect(await screen.findByRole("heading", { name: "Settings" })).toBeTruthy();
  await waitFor(() => expect(minutes(shell)).toBe(15));
  const asked = shell.asked.find(({ command }) => command === "confirm");
  expect(asked?.ask).toEqual({ act: "lock_later", secret: [50, 53, 56, 48, 49, 52, 55, 48] });
});

test("not now changes nothing, says so, and the page is as it was", async () => {
  const { shell, user } = await later();
  await user.click(await button("Not now"));
  expect(await screen.findByText("Nothing was changed.")).toBeTruthy();
  expect(minutes(shell)).toBe(2);
  await user.click(screen.getByRole("radio", { name: "15 min" }));
  await screen.findByRole("heading", ONCE_MORE);
  await user.keyboard("{Escape}");
  expect(await screen.findByText("Nothing was changed.")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Settings" })).toBeTruthy();
});

test("a miss says how long to wait and what a fifth one means, and nothing about the pin", async () => {
  const { shell, user } = await later();
  await screen.findByRole("heading", ONCE_MORE);
  await user.keyboard("73019264");
  expect(await screen.findByText("That is not it.")).toBeTruthy();
  expect(screen.getByText(/Nothing is lost. After five wrong tries/)).toBeTruthy();
  await user.keyboard("73019264");
  expect(await screen.findByText("Wait 2 seconds, then try again.")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "5" }).disabled).toBe(true);
  expect(minutes(shell)).toBe(2);
});

test("after the last miss the door says whom to ask", async () => {
  const { shell, user } = await later();
  await screen.findByRole("heading", ONCE_MORE);
  shell.misses = 4;
  await user.keyboard("73019264");
  expect(await screen.findByText(/Ask your registrar to release it/)).toBeTruthy();
  expect(minutes(shell)).toBe(2);
});

test("a lock takes the question away, and the act is not done", async () => {
  const { shell } = await later();
  await screen.findByRole("heading", ONCE_MORE);
  shell.door = "locked";
  await tell({ kind: "locked" });
  expect(await screen.findByRole("heading", { name: "Unlock" })).toBeTruthy();
  expect(minutes(shell)).toBe(2);
  expect(screen.queryByRole("heading", ONCE_MORE)).toBeNull();
});

test("where a passphrase opens the device it is asked for, and the quick exit stays", async () => {
  const { shell, user, left } = await later({ secret: "passphrase" });
  expect(await screen.findByRole("heading", { name: "Your passphrase, once more" })).toBeTruthy();
  await user.click(await button("Quick exit"));
  expect(left()).toBe(1);
  await user.type(screen.getByLabelText("Your passphrase"), shell.pin);
  await user.click(await button("Go on"));
  await waitFor(() => expect(minutes(shell)).toBe(15));
});

test("what locks sooner asks nothing", async () => {
  const { shell, user } = show();
  await user.click(await button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "1 min" }));
  await waitFor(() => expect(minutes(shell)).toBe(1));
});
