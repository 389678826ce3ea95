import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

/** From the list of what was shared to the changed copy, with all that was chosen for the earlier one. */
async function amending(prepare: (shell: FakeShell) => unknown = () => null) {
  const shown = show({ role: "advocate" }, (shell) => {
    shell.sharedSome();
    prepare(shell);
  });
  await shown.user.click(await screen.findByRole("button", { name: "What was shared" }));
  const name = /^Give a changed copy instead: amber river/;
  await shown.user.click(await screen.findByRole("button", { name }));
  await screen.findByRole("heading", { name: "Give a changed copy instead", level: 1 });
  await screen.findByRole("heading", { name: "What happens to the earlier one" });
  return shown;
}

const checked = (role: "checkbox" | "radio", name: RegExp) =>
  screen.getByRole<HTMLInputElement>(role, { name }).checked;

test("it begins with what was chosen for the earlier one, and says what happens to that", async () => {
  await amending();
  expect(checked("checkbox", /People who are safe/)).toBe(true);
  expect(checked("checkbox", /Places to go/)).toBe(false);
  expect(checked("radio", /D. Rivera/)).toBe(true);
  expect(checked("radio", /Told in words/)).toBe(true);
  const purpose = screen.getByLabelText<HTMLTextAreaElement>("What is it for?");
  expect(purpose.value).toBe("So that the night car knows whom to call.");
  expect(screen.getByLabelText<HTMLInputElement>("For how many days?").value).toBe("29");
  expect(screen.getByText(/^1 line of the earlier one could not be found again/)).toBeTruthy();
  expect(screen.getByText(/^It ends when you share this. They can no longer read it/)).toBeTruthy();
  expect(screen.getByText(/^Opened: they have read it/)).toBeTruthy();
});

test("the new one is shown, they sign again, and it takes the place of the earlier one", async () => {
  const { shell, user } = await amending();
  await user.click(screen.getByRole("checkbox", { name: /Places to go/ }));
  await user.click(screen.getByRole("button", { name: "See what they will read" }));
  await screen.findByRole("heading", { name: "Exactly this, and nothing else" });
  expect(screen.getByText("The invented library.")).toBeTruthy();
  const give = () => screen.getByRole<HTMLButtonElement>("button", { name: "Share it" });
  expect(give().disabled).toBe(true);
  for (const point of [/^What sharing can bring/, /^It is your choice/, /^You can take it back/])
    await user.click(screen.getByRole("checkbox", { name: point }));
  expect(give().disabled).toBe(true);
  const pad = screen.getByRole("img", { name: "The young person signs here" });
  vi.spyOn(pad, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 500, 200));
  await fireEvent.pointerDown(pad, { pointerId: 1, clientX: 50, clientY: 50 });
  await fireEvent.pointerMove(pad, { pointerId: 1, clientX: 150, clientY: 90 });
  await fireEvent.pointerUp(pad, { pointerId: 1 });
  await expect.poll(() => give().disabled).toBe(false);
  await user.click(give());
  await screen.findByText("To share a part of an episode");
  await user.keyboard(shell.pin);
  expect(await screen.findByText(/^Shared. Sync now/)).toBeTruthy();
  expect(await screen.findByText("A newer one took its place.")).toBeTruthy();
  const asked = shell.asked.filter(({ command }) => command === "share_give").at(-1)?.ask;
  expect(asked).toMatchObject({
    giving: {
      instead_of: "s-mine",
      parts: ["question:plan_safe_people", "question:plan_places_go"],
    },
  });
});

test("of an earlier one that is held or that they may keep something else is said", async () => {
  const held = /^It ends when you share this. Nobody reads it then. A hold keeps it locked away/;
  await amending((shell) => {
    const [first, second] = shell.copies;
    if (first && second) first.held = second.held;
  });
  expect(screen.getByText(held)).toBeTruthy();
  await uninstall();
  await amending((shell) => {
    shell.copies = shell.copies.map((line) => ({ ...line, may_keep: true }));
  });
  expect(screen.getByText("They may keep it. It stays in their own records.")).toBeTruthy();
  expect(screen.queryByText(held)).toBeNull();
});
