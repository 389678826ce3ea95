// The young person's own copy: the PIN before it, the language they choose, a file only when it is asked for.
import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function page() {
  const shown = show({ role: "deputy" });
  await shown.user.click(await button(/amber river/));
  await shown.user.click(await button("Who can read this"));
  await shown.user.click(await button("Their own copy"));
  await screen.findByRole("heading", { name: "Their own copy", level: 1 });
  return shown;
}

test("what is in a copy is said before it is made, and it is made with the PIN in the language that was chosen", async () => {
  const { shell, user } = await page();
  await screen.findByText("It has no police facts, no notes, and no one else’s name.");
  await user.click(await screen.findByRole("radio", { name: "English" }));
  await user.click(await button("Make the copy"));
  await screen.findByText("To make the young person’s own copy");
  await user.keyboard(shell.pin);
  await screen.findByText("Do you want an advocate?: yes");
  expect(screen.queryByText(/first72-.*\.txt/)).toBeNull();
  const asked = shell.asked.filter(({ command }) => command === "own_copy").at(-1);
  expect(asked?.ask).toMatchObject({ language: "en", write: false });
});

test("a file is written when it is asked for, and what to do with it is said", async () => {
  const { shell, user } = await page();
  await user.click(await button("Make the copy"));
  await screen.findByText("To make the young person’s own copy");
  await user.keyboard(shell.pin);
  await user.click(await button("Write it into a file"));
  await screen.findByText("To make the young person’s own copy");
  await user.keyboard(shell.pin);
  expect((await screen.findByText(/first72-.*\.txt/)).textContent).toContain("delete it here");
});
