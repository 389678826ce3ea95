import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);
const HELP = "Do it, then tap what came of it.";

async function toTheStep({ user }: ReturnType<typeof show>) {
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  const [first] = await screen.findAllByRole("button", { name: /Basic needs/ });
  await user.click(first as HTMLElement);
  return screen.findByText(HELP);
}

test("what is done at once changes no line", async () => {
  const started = show();
  const help = await toTheStep(started);
  await started.user.click(screen.getByRole("button", { name: "Done" }));
  await screen.findByRole("button", { name: "Undo" });
  expect(help.textContent).toBe("Go back to the list for the next step.");
});

test("what takes long is said in the line of the next thing to do", async () => {
  const started = show();
  const help = await toTheStep(started);
  started.shell.unanswered.add("step_event");
  await started.user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(help.textContent).toBe("One moment…"));
  expect(help.getAttribute("aria-live")).toBe("polite");
});
