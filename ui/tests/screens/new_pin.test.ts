// Another PIN for this device: made here, typed twice, and taken only with the one of today.
import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function page() {
  const shown = show();
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("Change it"));
  await screen.findByRole("heading", { name: "Your new PIN", level: 1 });
  return shown;
}

test("the new PIN is made here, typed twice, and taken with the one of today", async () => {
  const { shell, user } = await page();
  const today = shell.pin;
  await user.click(await button("I know it by heart"));
  await user.keyboard("3741095837410958");
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  expect(screen.getByText("To change your PIN")).toBeTruthy();
  expect(shell.pin, "nothing is changed before").toBe(today);
  await user.keyboard(today);
  expect(await screen.findByRole("heading", { name: "It is set" })).toBeTruthy();
  expect(shell.pin).toBe("37410958");
  await user.click(await button("Back to the settings"));
  await button("Change it");
});

test("not now changes nothing", async () => {
  const { shell, user } = await page();
  const today = shell.pin;
  await user.click(await button("I know it by heart"));
  await user.keyboard("3741095837410958");
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await user.click(await button("Not now"));
  expect(await screen.findByText("Nothing was changed.")).toBeTruthy();
  expect(shell.pin).toBe(today);
});
