import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const NUMBER = "river amber quiet maple silver field harbor cloud apple orange lemon winter zebra";
const REASON = "She is at the clinic now.";

async function toPage(shown: ReturnType<typeof show>): Promise<void> {
  await shown.user.click(
    await screen.findByRole("button", { name: "An episode that is not mine" }),
  );
  await screen.findByRole("heading", { name: "In an emergency" });
}

async function typed(shown: ReturnType<typeof show>, number: string): Promise<void> {
  await shown.user.type(await screen.findByLabelText(/^The 13 words/), number);
  await shown.user.type(screen.getByLabelText("Why it cannot wait"), REASON);
}

test("somebody looks in after what it means was said, with the number, a reason and the PIN", async () => {
  const shown = show();
  await toPage(shown);
  expect(await screen.findByText(/^First call who has it/)).toBeTruthy();
  expect(screen.getByText(/^Everybody who has the episode sees that you looked in/)).toBeTruthy();
  const go = screen.getByRole<HTMLButtonElement>("button", { name: "Look in" });
  expect(go.disabled).toBe(true);
  await typed(shown, NUMBER);
  expect(go.disabled).toBe(false);
  await shown.user.click(go);
  await screen.findByText("To look into an episode that is not yours");
  await shown.user.keyboard("25801470");
  expect(await screen.findByText(/^Said. Sync now/)).toBeTruthy();
  expect(screen.getByText(/It waits for the keys/)).toBeTruthy();
  const asked = shown.shell.asked.filter(({ command }) => command === "glass_break");
  expect(asked.at(-1)?.ask).toEqual({ realm: "c0", number: NUMBER, reason: REASON });
  expect(screen.getByLabelText<HTMLTextAreaElement>(/^The 13 words/).value).toBe("");
});

test("a number that is not one is refused in words, and what was typed stays", async () => {
  const shown = show();
  await toPage(shown);
  await typed(shown, "river amber");
  await shown.user.click(screen.getByRole("button", { name: "Look in" }));
  expect(await screen.findByText("That is not the number of words.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Why it cannot wait").value).toBe(REASON);
});

test("half-typed words of it are there again", async () => {
  const shown = show();
  await toPage(shown);
  await typed(shown, "river am");
  await shown.user.click(screen.getByRole("button", { name: "Back" }));
  await toPage(shown);
  const field = await screen.findByLabelText<HTMLTextAreaElement>(/^The 13 words/);
  await expect.poll(() => field.value).toBe("river am");
});

test("who has the episode sees on Tonight who looked in and why, and a lead ends it", async () => {
  const { user, shell } = show({ role: "lead" }, (shell) => shell.lookedInto());
  const said = "N. Rivera looked into amber river in an emergency.";
  expect(await screen.findByText(said)).toBeTruthy();
  expect(screen.getByText(/^She is at the clinic now/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: `End it: ${said}` }));
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await user.keyboard("25801470");
  await expect.poll(() => screen.queryByText(said)).toBeNull();
  expect(shell.looks[0]?.state).toBe("ended");
});

test("the number of an episode is read out from the page of who can read it", async () => {
  const { user } = show({}, (shell) => shell.lookedInto());
  await user.click(await screen.findByRole("button", { name: "Who can read this: amber river" }));
  await user.click(await screen.findByText("Number to read out"));
  const items = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(items.filter((item) => NUMBER.split(" ").includes(item)).join(" ")).toBe(NUMBER);
});

test("where the agency does not allow it, nothing is offered", async () => {
  show({}, (shell) => (shell.lets_look_in = false));
  await screen.findByRole("button", { name: /amber river/ });
  expect(screen.queryByRole("button", { name: "An episode that is not mine" })).toBeNull();
});
