import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

test("private notes say first who can read them, keep drafts, and save", async () => {
  const { shell, user } = show({ role: "advocate" });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: "Private notes" }));
  expect(await screen.findByText("Only Demo Advocacy can read these notes.")).toBeTruthy();
  await user.type(screen.getByLabelText("New note"), "Asked for a blanket.");
  await waitFor(() => expect(shell.drafts.get("note:e1")).toBe("Asked for a blanket."));
  await user.click(screen.getByRole("button", { name: "Save the note" }));
  expect(await screen.findByText("Asked for a blanket.", { selector: "p" })).toBeTruthy();
  expect(shell.drafts.has("note:e1")).toBe(false);
});

test("a note that was just saved is taken back in one tap, stays in the history, and can be put back", async () => {
  const { shell, user } = show({ role: "advocate" });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: "Private notes" }));
  await user.type(await screen.findByLabelText("New note"), "For another young person.");
  await user.click(screen.getByRole("button", { name: "Save the note" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("The note is taken back. It stays in the history.")).toBeTruthy();
  expect(shell.asked.at(-1)?.command).toBe("note_take_back");
  const fold = screen.getByText("Taken back: 1").closest("details") as HTMLElement;
  expect(within(fold).getByText("For another young person.")).toBeTruthy();
  expect(within(fold).getByText(/A\. Okafor took it back/)).toBeTruthy();
  expect(screen.getAllByText("For another young person.")).toHaveLength(1);
  await user.click(within(fold).getByRole("button", { name: "Put back" }));
  await waitFor(() => expect(screen.queryByText("Taken back: 1")).toBeNull());
  expect(screen.getByText("For another young person.")).toBeTruthy();
});

test("a change of a note that is taken back leaves the note with its earlier words", async () => {
  const { user } = show({ role: "advocate" });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: "Private notes" }));
  await user.click(await screen.findByRole("button", { name: "Change" }));
  await user.clear(screen.getByLabelText("Change the note"));
  await user.type(screen.getByLabelText("Change the note"), "Something else.");
  await user.click(screen.getByRole("button", { name: "Save the note" }));
  expect(await screen.findByText("Something else.", { selector: "p" })).toBeTruthy();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText(/called by the nickname only/, { selector: "p" })).toBeTruthy();
  expect(screen.queryByText(/^Taken back/)).toBeNull();
});

test("the lead begins at the board: handles, clocks, owners, what is missing, no names", async () => {
  show({ role: "lead" });
  expect(await screen.findByRole("heading", { name: "Board" })).toBeTruthy();
  expect(await screen.findByRole("heading", { name: "amber river" })).toBeTruthy();
  expect(screen.getByText("Owner: D. Rivera")).toBeTruthy();
  expect(screen.getByText("Nobody owns this")).toBeTruthy();
  expect(screen.getAllByText(/still missing/).length).toBeGreaterThan(0);
});

test("sync says where things are, why they did not go, and what to do", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("button", { name: "Sync" }));
  expect(await screen.findByText(/3 saves are only on this phone/)).toBeTruthy();
  expect(screen.getByText("The server cannot be reached.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Sync now" }));
  expect(await screen.findByText(/Everything is on the server/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "1 problem" }));
  expect(await screen.findByText(/signature is wrong, so it was not taken/)).toBeTruthy();
  expect(screen.getByText("Code: entry.signature")).toBeTruthy();
});

test("a server that was caught is named, and goes on only when a person says so", async () => {
  const { shell, user } = show();
  shell.caught = true;
  await user.click(await screen.findByRole("button", { name: "Sync" }));
  expect(await screen.findByText(/shows less than it once had/)).toBeTruthy();
  expect(screen.getByText(/all of it is on this phone/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Ask the server again" }));
  await waitFor(() => expect(screen.queryByText(/shows less than it once had/)).toBeNull());
  expect(screen.queryByRole("button", { name: "Ask the server again" })).toBeNull();
});

test("a save that the server refused is listed with its reason, and said to be kept", async () => {
  const { shell, user } = show();
  const own = { id: "own-7", code: "device.ended", fields: {}, outgoing: true };
  shell.problems = () => ({
    problems: [{ ...own, agency: "Demo County", at_ms: shell.now }],
  });
  await user.click(await screen.findByRole("button", { name: "Sync" }));
  await user.click(await screen.findByRole("button", { name: "1 problem" }));
  expect(await screen.findByText(/This device was ended/)).toBeTruthy();
  expect(screen.getByText(/It stays on this device/)).toBeTruthy();
  expect(screen.getByText("Code: device.ended")).toBeTruthy();
});

test("the language changes at once and stays with the shell", async () => {
  const { shell, user } = show();
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  await user.click(await screen.findByRole("radio", { name: "Español" }));
  expect(await screen.findByRole("heading", { name: "Ajustes" })).toBeTruthy();
  expect(shell.settings_get().settings.language).toBe("es");
});

test("lock closes the door", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  await user.click(await screen.findByRole("button", { name: "Lock now" }));
  expect(await screen.findByRole("heading", { name: "Unlock" })).toBeTruthy();
});

test("enrolment: a pin typed back twice, a request, an approval, six words", async () => {
  const { shell, user } = show({ door: "no_profile" });
  await user.click(await screen.findByRole("button", { name: "I know it by heart" }));
  for (let time = 0; time < 2; time++) {
    for (const digit of shell.pin) await user.click(screen.getByRole("button", { name: digit }));
  }
  expect(await screen.findByRole("img", { name: "Request code as a picture" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "I have the approval" }));
  await user.type(await screen.findByLabelText("Approval text"), "nonsense");
  await user.click(screen.getByRole("button", { name: "Check it" }));
  expect(await screen.findByText(/This is not an approval/)).toBeTruthy();
  await user.type(screen.getByLabelText("Approval text"), " F72-APPROVAL");
  await user.click(screen.getByRole("button", { name: "Check it" }));
  expect(await screen.findByText("violin")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "They are the same" }));
  expect(await screen.findByRole("heading", { name: "Tonight" })).toBeTruthy();
});

test("a passphrase that others would try first is refused, and another one can be typed at once", async () => {
  const { shell, user } = show({ door: "no_profile", secret: "passphrase" });
  const choose = async (phrase: string) => {
    await user.type(await screen.findByLabelText("Your passphrase"), phrase);
    await user.type(screen.getByLabelText("The same passphrase again"), phrase);
    await user.click(screen.getByRole("button", { name: "Next" }));
  };
  await choose("password password");
  expect(await screen.findByText(/Choose four words or more/)).toBeTruthy();
  expect(shell.door).toBe("no_profile");
  await choose("violin harbor ticket maple");
  expect(await screen.findByRole("img", { name: "Request code as a picture" })).toBeTruthy();
});

test("words that differ are not taken", async () => {
  const { shell, user } = show({ door: "enrolling" });
  await user.click(await screen.findByRole("button", { name: "I have the approval" }));
  await user.type(await screen.findByLabelText("Approval text"), "F72-APPROVAL");
  await user.click(screen.getByRole("button", { name: "Check it" }));
  await user.click(await screen.findByRole("button", { name: "They are different" }));
  expect(await screen.findByText(/The approval was not taken/)).toBeTruthy();
  expect(shell.door).toBe("enrolling");
});
