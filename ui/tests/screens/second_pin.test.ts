import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function page(start: Parameters<typeof show>[0] = {}) {
  const shown = show({ second: "1", ...start });
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("How it works"));
  await screen.findByRole("heading", { name: "A second PIN", level: 1 });
  return shown;
}

test("it is offered only where an agency offers it", async () => {
  const { user } = show();
  await user.click(await button("Settings"));
  await button("Lock now");
  expect(screen.queryByText("A second PIN")).toBeNull();
});

test("what it does is read first; the PIN is made here, typed twice, and asked for with the first one", async () => {
  const { shell, user } = await page();
  expect(screen.getByText(/your first one does not open this device any more/)).toBeTruthy();
  expect(shell.secondPin).toBeNull();
  await user.click(await button("Make it"));
  expect(await screen.findByText(/3741\s+0958/)).toBeTruthy();
  await user.click(await button("I know it by heart"));
  await user.keyboard("37410958");
  await screen.findByRole("heading", { name: "Type it once more" });
  await user.keyboard("37410958");
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  expect(shell.secondPin, "nothing is made before the first PIN is typed").toBeNull();
  await user.keyboard(shell.pin);
  expect(await screen.findByRole("heading", { name: "It is set" })).toBeTruthy();
  expect(shell.secondPin).toBe("37410958");
  await user.click(await button("Back to the settings"));
  expect(await button("How it works"), "no page says whether there is one").toBeTruthy();
});

test("not now makes nothing, and the way back leads to what it does", async () => {
  const { shell, user } = await page();
  await user.click(await button("Make it"));
  await user.click(await button("I know it by heart"));
  await user.keyboard("3741095837410958");
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await user.click(await button("Not now"));
  expect(await screen.findByText("Nothing was changed.")).toBeTruthy();
  expect(shell.secondPin).toBeNull();
  await user.click(await button("Back"));
  expect(await screen.findByRole("heading", { name: "A second PIN", level: 1 })).toBeTruthy();
});
