// Recovery on the screen: what is announced is seen by everybody, announcing wants the PIN, a share stays in no field.
import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const FIELD = "Words or code of a share";
type Shown = ReturnType<typeof show>;

async function recovery(role: "deputy" | "lead", prepare?: (shell: FakeShell) => unknown) {
  const shown = show({ role }, prepare);
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("Recovery"));
  await screen.findByRole("heading", { name: "Recovery", level: 1 });
  return shown;
}

async function shares(): Promise<Shown> {
  const shown = await recovery("lead", (shell) => shell.announceHere());
  await shown.user.click(await button("Put in the custodians’ shares"));
  await screen.findByRole("heading", { name: "Custodians’ shares", level: 1 });
  return shown;
}

async function take({ user }: Shown, share: string) {
  await user.type(await screen.findByLabelText(FIELD), share);
  await user.click(await button("Take this share in"));
}

test("Tonight tells everybody of a recovery until they have looked at it", async () => {
  const { user } = show({ role: "deputy" }, (shell) => shell.announceHere());
  await screen.findByText("A recovery was announced in Demo County.");
  await user.click(await button("See it"));
  await screen.findByText("Both phones of the night were lost in the river.");
  expect(screen.getByText("Announced by R. Bell")).toBeTruthy();
  expect(screen.getByText("With the shares of A. Invented, C. Invented")).toBeTruthy();
  await user.click(await button("Back"));
  await screen.findByText("amber river");
  expect(screen.queryByText("A recovery was announced in Demo County.")).toBeNull();
});

test("each class says what its paper key would bring back, and only a registrar announces", async () => {
  await recovery("deputy");
  expect(await screen.findByText("12 episodes here. All could be brought back.")).toBeTruthy();
  expect(screen.getByText("9 episodes here. 2 could not be brought back yet.")).toBeTruthy();
  expect(screen.getByText("No recovery was announced.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Announce a recovery" })).toBeNull();
});

test("a recovery is announced with a device, a reason, names and the PIN, and what it means is said before", async () => {
  const { shell, user } = await recovery("lead");
  await user.click(await button("Announce a recovery"));
  const say = await button("Announce it");
  await user.click(await screen.findByRole("radio", { name: "Times, needs and steps" }));
  await user.selectOptions(screen.getByLabelText("For which device?"), "d2");
  expect(screen.getByText("It cannot be taken back.")).toBeTruthy();
  expect(say).toHaveProperty("disabled", true);
  await user.type(screen.getByLabelText(/^Why\?/), "All phones were lost.");
  await user.type(
    screen.getByLabelText(/^Whose shares are used\?/),
    "A. Invented{enter}B. Invented",
  );
  await user.click(say);
  await screen.findByText("To announce a recovery");
  await user.keyboard(shell.pin);
  await screen.findByText(/It is announced\. Sync now\./);
  const asked = shell.asked.filter(({ command }) => command === "recovery_announce");
  expect(asked.at(-1)?.ask).toEqual({
    realm: "c0",
    compartment: "OPS",
    device: "d2",
    reason: "All phones were lost.",
    custodians: ["A. Invented", "B. Invented"],
  });
});

test("shares come in one after the other and leave the field at once; then the records open and the end is said", async () => {
  const shown = await shares();
  await take(shown, "F72-SHARE-1:1MADEUP");
  await screen.findByText("1 of the 2 shares needed are in.");
  expect(screen.getByLabelText(FIELD)).toHaveProperty("value", "");
  expect(screen.queryByRole("button", { name: "Open the records" })).toBeNull();
  await take(shown, "F72-SHARE-1:3MADEUP");
  await screen.findByText("2 of the 2 shares needed are in.");
  expect(screen.queryByLabelText(FIELD)).toBeNull();
  await shown.user.click(await button("Open the records"));
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await shown.user.keyboard(shown.shell.pin);
  await screen.findByText("14 keys opened.");
  await shown.user.click(await button("End the recovery"));
  await screen.findByText(/the paper key is gone from this device/);
});

test.each([
  ["hello", "That is no share of a paper key."],
  ["one two three", "The share does not add up."],
])("%s is said as what it is, and is in no field any more", async (typed, happened) => {
  const shown = await shares();
  await take(shown, typed);
  expect((await screen.findByRole("alert")).textContent).toContain(happened);
  expect(screen.getByLabelText(FIELD)).toHaveProperty("value", "");
});

test("a share that is in already is said, and one can begin anew", async () => {
  const shown = await shares();
  await take(shown, "F72-SHARE-1:1MADEUP");
  await screen.findByText("1 of the 2 shares needed are in.");
  await take(shown, "F72-SHARE-1:1MADEUP");
  expect((await screen.findByRole("alert")).textContent).toContain("This share is in already.");
  await shown.user.click(await button("Forget these shares"));
  await waitFor(() => expect(screen.queryByText("1 of the 2 shares needed are in.")).toBeNull());
});

test("Tonight says that a drill is a drill, and to those who see to it that one is due", async () => {
  show({ role: "deputy" }, (shell) => shell.drillHere());
  await screen.findByText("A recovery drill was announced in Demo County.");
  expect(screen.getByText("It is a drill. Nothing real will be opened.")).toBeTruthy();
  expect(screen.queryByText("A recovery was announced in Demo County.")).toBeNull();
  expect(screen.queryByText("The yearly recovery drill is due in Demo County.")).toBeNull();
});

test("a drill is announced for a device with the PIN, without choosing what is brought back", async () => {
  const { shell, user } = await recovery("lead", (shell) => shell.drillDue());
  expect(await screen.findByText("It is due now.")).toBeTruthy();
  await user.click(await button("Announce a drill"));
  await screen.findByRole("heading", { name: "Announce a drill", level: 1 });
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.getByText("It opens one test entry, and nothing real.")).toBeTruthy();
  await user.selectOptions(screen.getByLabelText("For which device?"), "d1");
  await user.type(screen.getByLabelText(/^Why\?/), "The drill of this year.");
  await user.click(await button("Announce it"));
  await screen.findByText("To announce a recovery");
  await user.keyboard(shell.pin);
  await screen.findByText(/The drill is announced\./);
  const asked = shell.asked.filter(({ command }) => command === "recovery_announce").at(-1);
  expect(asked?.ask).toMatchObject({ compartment: "TEST", device: "d1" });
});

test("a drill shows the number of the test entry and, once ended, when it was held", async () => {
  const shown = await recovery("lead", (shell) => shell.drillHere());
  expect(screen.queryByText(/^The test shares were used\./)).toBeNull();
  await shown.user.click(await button("Put in the custodians’ shares"));
  await screen.findByText("This is a drill. Use test shares only. Leave the real ones sealed.");
  await take(shown, "F72-SHARE-1:1MADEUP");
  await screen.findByText("1 of the 2 shares needed are in.");
  await take(shown, "F72-SHARE-1:3MADEUP");
  await shown.user.click(await button("Open the test entry"));
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await shown.user.keyboard(shown.shell.pin);
  await screen.findByText("The test entry says: 4821 7703");
  await shown.user.click(await button("End the drill"));
  await screen.findByText(/The drill is over\./);
  await button("Sync");
  await shown.user.click(await button("Back"));
  expect(await screen.findByText(/^Last held: /)).toBeTruthy();
  expect(screen.queryByText("It is due now.")).toBeNull();
  expect(screen.getByText(/^It was held on /)).toBeTruthy();
  expect(screen.getByText(/^The test shares were used\./)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Put in the custodians’ shares" })).toBeNull();
});
