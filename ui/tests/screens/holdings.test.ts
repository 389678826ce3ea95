// What this phone holds, written into a file for a server that was lost: what was done and what was not, in words.
import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { trouble } from "../fake/desk";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function onThisPhone(prepare?: (shell: FakeShell) => unknown) {
  const shown = show({ role: "advocate" }, prepare);
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("What is on this phone"));
  await screen.findByRole("heading", { name: "If the server is lost" });
  return shown;
}

test("each agency has its own file, and the screen says where it is and what is not in it", async () => {
  const { shell, user } = await onThisPhone();
  await user.click(await button("Write it for Demo Advocacy"));
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await user.keyboard(shell.pin);
  const said = await screen.findByText(/140 sealed saves are in the file .*first72-c0ffee00\.held/);
  expect(said.closest("[role=status]")?.textContent).toMatch(/3 saves are not in it.*next sync/s);
  expect(shell.asked.filter(({ command }) => command === "holdings_write")).toEqual([
    { command: "holdings_write", ask: { realm: "a0" } },
    { command: "holdings_write", ask: { realm: "a0" } },
  ]);
});

test("a file that cannot be written is said with what to do, and the old word is gone", async () => {
  const { shell, user } = await onThisPhone();
  await user.click(await button("Write it for Demo County"));
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await user.keyboard(shell.pin);
  await screen.findByText(/140 sealed saves/);
  shell.failNext = trouble("holdings.file");
  await user.click(await button("Write it for Demo County"));
  expect(await screen.findByText(/The file could not be written/)).toBeTruthy();
  expect(screen.queryByText(/140 sealed saves/)).toBeNull();
});
