import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const NUMBER = "river amber quiet maple silver field harbor cloud apple orange lemon winter zebra";
const button = (name: string | RegExp) => screen.findByRole("button", { name });
const title = () => screen.findByRole("heading", { name: "What must not be destroyed", level: 1 });

async function holds(prepare: (shell: FakeShell) => unknown = (shell) => shell.heldSome()) {
  const shown = show({ role: "lead" }, prepare);
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("People and devices"));
  await shown.user.click(await button("What must not be destroyed"));
  await title();
  return shown;
}

async function typePin({ shell, user }: Awaited<ReturnType<typeof holds>>, act: string) {
  await screen.findByText(act);
  await user.keyboard(shell.pin);
  await waitFor(() => expect(screen.queryByText(act)).toBeNull());
}

const asked = (shell: FakeShell, command: string) =>
  shell.asked.filter((one) => one.command === command).at(-1)?.ask;

test("each hold says why, by whom and since when, and how much it keeps", async () => {
  await holds();
  const card = (await screen.findByText("An invented court order.")).closest("section");
  expect(card?.textContent).toMatch(/Held since Sat .*, by R. Bell\./);
  expect(card?.textContent).toContain("amber river · 2 copies so far");
  const ended = screen.getByText("An invented subpoena.").closest("section");
  expect(ended?.textContent).toContain("by a registrar");
  expect(ended?.textContent).toContain("This hold was ended.");
  expect(ended?.querySelector("button")).toBeNull();
});

test("a hold is set by the number that is read out, with a reason and the PIN once more", async () => {
  const shown = await holds(() => null);
  expect(await screen.findByText("Nothing is held.")).toBeTruthy();
  const set = await screen.findByRole<HTMLButtonElement>("button", { name: "Hold it" });
  expect(set.disabled).toBe(true);
  await shown.user.type(await screen.findByLabelText("The 13 words of its number"), NUMBER);
  expect(set.disabled).toBe(true);
  await shown.user.type(screen.getByLabelText(/^Why\? Name the order/), "Invented order 7.");
  await shown.user.click(set);
  await typePin(shown, "To keep something from being destroyed");
  expect(await screen.findByText(/^Held. Sync now/)).toBeTruthy();
  expect(screen.getByText("Invented order 7.")).toBeTruthy();
  expect(asked(shown.shell, "hold_set")).toEqual({
    copy: null,
    number: NUMBER,
    reason: "Invented order 7.",
  });
});

test("what is no number is refused, and what was typed stays", async () => {
  const { user } = await holds(() => null);
  await user.type(await screen.findByLabelText("The 13 words of its number"), "river amber");
  await user.type(screen.getByLabelText(/^Why\? Name the order/), "Invented order 7.");
  await user.click(await button("Hold it"));
  expect((await screen.findByRole("alert")).textContent).toMatch(/\p{L}/u);
  const reason = screen.getByLabelText<HTMLTextAreaElement>(/^Why\? Name the order/);
  expect(reason.value).toBe("Invented order 7.");
});

test("a hold is ended with the PIN once more", async () => {
  const shown = await holds();
  await shown.user.click(await button("End this hold: An invented court order."));
  await typePin(shown, "To end a hold");
  expect(await screen.findByText(/^Ended. Sync now/)).toBeTruthy();
  expect(screen.getAllByText("This hold was ended.")).toHaveLength(2);
  expect(asked(shown.shell, "hold_end")).toEqual({ id: "h-1" });
});

test("a registrar holds the episode of a copy without its number", async () => {
  const shown = show({ role: "lead" }, (shell) => shell.sharedByOthers());
  await shown.user.click(await button("Tonight"));
  await shown.user.click(await button("What was shared"));
  await shown.user.click(await button(/^Keep it from being destroyed/));
  await title();
  expect(await screen.findByText(/^It is for the episode of the copy/)).toBeTruthy();
  expect(screen.queryByLabelText("The 13 words of its number")).toBeNull();
  await shown.user.type(screen.getByLabelText(/^Why\? Name the order/), "Invented order 7.");
  await shown.user.click(await button("Hold it"));
  await typePin(shown, "To keep something from being destroyed");
  expect(await screen.findByText(/^Held. Sync now/)).toBeTruthy();
  const copy = { realm: "c0", copy: "s-others" };
  expect(asked(shown.shell, "hold_set")).toMatchObject({ copy, reason: "Invented order 7." });
  expect(screen.getByLabelText("The 13 words of its number")).toBeTruthy();
});

test("who gave a copy reads why it was not destroyed, by whose word, and whom to ask", async () => {
  const shown = show({ role: "advocate" }, (shell) => shell.sharedSome());
  await shown.user.click(await button("What was shared"));
  const open = (await screen.findByRole("region", { name: /^quiet maple/ })).textContent;
  expect(open).toContain("It must not be destroyed: An invented court order.");
  expect(open).toMatch(/Held since .*, by R. Bell\./);
  expect(open).toContain("You can still take it back.");
  const ended = screen.getByRole("region", { name: /^winter stone/ }).textContent;
  expect(ended).toContain(
    "It has ended. What is left of it stays locked away while this hold stands.",
  );
  expect(ended).toContain("Ask R. Bell when it can end.");
  expect(ended).not.toContain("You can still take it back.");
});
