// An app that its agency calls too old: what still works is said before what does not.
import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

test.each([
  ["en", /too old for Demo County\. It is 0\.1\.0, and 1\.4\.0 is needed\. Open episodes go on\./],
  [
    "es",
    /muy antigua para Demo County\. Es la 0\.1\.0 y hace falta la 1\.4\.0\. Los episodios abiertos siguen\./,
  ],
] as const)(
  "Tonight says in %s that the app is too old, and the episodes are there",
  async (language, says) => {
    show({ role: "deputy", language }, (shell) => (shell.app_old = true));
    await screen.findByText(says);
    expect(screen.getByText("amber river")).toBeTruthy();
  },
);

test("a new contact that could not begin is not asked for, and the way back leads to the episodes", async () => {
  const { user } = show({ role: "deputy" }, (shell) => (shell.app_old = true));
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Your agency wants a newer one.");
  expect(alert.textContent).toContain("go on with open episodes");
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByRole("button", { name: "Start" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await screen.findByText("amber river");
});
