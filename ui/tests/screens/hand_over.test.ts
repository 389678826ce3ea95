import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { FakeShell } from "../fake/shell";
import { tell } from "../fake/install";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

type Shown = ReturnType<typeof show>;

async function toPage(shown: Shown): Promise<void> {
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await shown.user.click(await screen.findByRole("button", { name: "Hand the episode over" }));
  await screen.findByRole("heading", { name: "Hand the episode over" });
}

async function typePin(shown: Shown): Promise<void> {
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await shown.user.keyboard("25801470");
}

const asked = (shell: FakeShell, command: string) =>
  shell.asked.filter((one) => one.command === command).map(({ ask }) => ask);

test("an episode is handed over after what it means was said and the PIN was typed", async () => {
  const shown = show();
  await toPage(shown);
  expect(screen.queryByRole("button", { name: /^Hand it over/ })).toBeNull();
  await shown.user.click(await screen.findByRole("radio", { name: /^E. Tran · Deputy/ }));
  expect(screen.getByText(/Times, needs and steps, Investigation/)).toBeTruthy();
  expect(screen.getByText(/^You no longer have it/)).toBeTruthy();
  expect(screen.getByText("Nobody can make a person forget what they have read.")).toBeTruthy();
  await shown.user.click(screen.getByRole("button", { name: "Hand it over to E. Tran" }));
  await typePin(shown);
  expect(
    await screen.findByText("Handed over to E. Tran. Sync now, so that they get it."),
  ).toBeTruthy();
  expect(screen.getByText(/^You handed this episode over/)).toBeTruthy();
  expect(screen.getByText("Not confirmed yet")).toBeTruthy();
  expect(asked(shown.shell, "hand_over").at(-1)).toEqual({
    episode: "e1",
    realm: "c0",
    person: "p-E. Tran",
  });
  expect(screen.queryByRole("radio")).toBeNull();
});

test("once the phone has removed it the page says so instead of missing it", async () => {
  const shown = show();
  await toPage(shown);
  await shown.user.click(await screen.findByRole("radio", { name: /^E. Tran/ }));
  await shown.user.click(screen.getByRole("button", { name: "Hand it over to E. Tran" }));
  await typePin(shown);
  await screen.findByText(/^Handed over to E. Tran/);
  shown.shell.forgets("e1");
  await tell({ kind: "changed", episodes: ["e1"] });
  expect(await screen.findByText("E. Tran has it now. It is gone from this phone.")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  await shown.user.click(screen.getByRole("button", { name: "Tonight" }));
  expect(await screen.findByRole("button", { name: /silver field/ })).toBeTruthy();
});

test("without the PIN nothing is handed over", async () => {
  const shown = show();
  await toPage(shown);
  await shown.user.click(await screen.findByRole("radio", { name: /^E. Tran/ }));
  await shown.user.click(screen.getByRole("button", { name: "Hand it over to E. Tran" }));
  await shown.user.click(await screen.findByRole("button", { name: "Not now" }));
  expect(await screen.findByText("Nothing was changed.")).toBeTruthy();
  expect(screen.queryByText(/^Handed over to/)).toBeNull();
  expect(shown.shell.hand_over_page({ episode: "e1" }).handed).toEqual([]);
});

test("whoever is handed an episode sees it first in the list and says that they have it", async () => {
  const { user, shell } = show({}, (shell) => shell.handMe());
  const card = await screen.findByRole("button", { name: /amber river/ });
  expect(card.textContent).toContain("E. Tran handed it to you. Open it and confirm.");
  await user.click(card);
  expect(await screen.findByText("E. Tran handed this episode to you.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "I have it" }));
  expect(await screen.findByText("Confirmed. The others see that you have it.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "I have it" })).toBeNull();
  expect(asked(shell, "take_over")).toEqual([{ episode: "e1", grant: "g-me" }]);
});

test("a lead hands over from the board and sees whose phone still holds it", async () => {
  const shown = show({ role: "lead" }, (shell) => shell.halfGone());
  await shown.user.click(await screen.findByRole("button", { name: "Board" }));
  await shown.user.click(
    await screen.findByRole("button", { name: "Hand the episode over: amber river" }),
  );
  expect(await screen.findByText(/^N. Rivera has it. E. Tran handed it over/)).toBeTruthy();
  const said = screen.getByText("work phone").parentElement;
  expect(said?.textContent).toContain("It is gone from this device.");
  const silent = screen.getByText("patrol car 12").parentElement;
  expect(silent?.textContent).toContain("This device has not said yet");
  await shown.user.click(screen.getByRole("radio", { name: /^E. Tran/ }));
  expect(screen.getByText(/wrote for the investigation stays with them/)).toBeTruthy();
});

test("a lead reads what came late and takes it in, with the PIN", async () => {
  const shown = show({ role: "lead" }, (shell) => shell.cameLate());
  await shown.user.click(await screen.findByRole("button", { name: "Board" }));
  expect(await screen.findByText("2 saves came late and wait")).toBeTruthy();
  await shown.user.click(screen.getByRole("button", { name: "Read them: amber river" }));
  expect(await screen.findByText("She asked for her own blanket. It is in the car.")).toBeTruthy();
  await shown.user.click(screen.getByRole("button", { name: "Take it in: E. Tran: 2 saves" }));
  await typePin(shown);
  expect(await screen.findByText(/^Taken in. Sync now/)).toBeTruthy();
  expect(screen.queryByText("Came after it was handed over")).toBeNull();
  expect(asked(shown.shell, "late_take_in").at(-1)).toEqual({
    episode: "e1",
    realm: "c0",
    device: "d7",
  });
});

test("whoever has an episode reads what came late and is offered nothing that a lead does", async () => {
  const { user } = show({}, (shell) => shell.cameLate());
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: "Read them" }));
  expect(await screen.findByText("Language: Spanish")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Take it in/ })).toBeNull();
});

test("where nobody else could take it, the page says who can change that", async () => {
  const shown = show({}, (shell) => (shell.nobody_takes = true));
  await toPage(shown);
  expect(await screen.findByText(/^There is nobody to hand it to/)).toBeTruthy();
  expect(screen.queryByRole("radio")).toBeNull();
});

test("the page of this phone counts what is gone from it", async () => {
  const { user } = show({}, (shell) => (shell.removed = 2));
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  await user.click(await screen.findByRole("button", { name: "What is on this phone" }));
  expect(
    await screen.findByText("2 episodes were handed over and are gone from this phone."),
  ).toBeTruthy();
});
