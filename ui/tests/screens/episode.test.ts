import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";
import type { Start } from "../fake/desk";

afterEach(uninstall);

async function open(start: Start = {}) {
  const shown = show(start);
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await screen.findByRole("heading", { name: "The 72 hours" });
  return shown;
}

test("the clocks say what is left", async () => {
  await open();
  const clocks = screen.getByRole("group", { name: "Clocks" });
  expect(clocks.textContent).toContain("24 min left");
  expect(clocks.textContent).toContain("2 days 22 h left");
  expect(clocks.textContent).toContain("1 day 10 h left (± 10 min)");
});

test("mine come first and everything is one tap away", async () => {
  const { user } = await open();
  await screen.findAllByText("Basic needs and small choices");
  expect(screen.queryByText("Advocate is with the youth")).toBeNull();
  await user.click(screen.getByRole("radio", { name: "All" }));
  expect(screen.getByText("Advocate is with the youth")).toBeTruthy();
  expect(screen.queryByText("Emergency medical need")).toBeNull();
  await user.click(screen.getByRole("button", { name: "2 finished steps" }));
  const done = screen.getByRole("button", { name: /Emergency medical need/ });
  expect(done.textContent).toMatch(/Done, \d\d:\d\d/);
});

test("what this person does next stands above the list, and one tap opens it", async () => {
  const { user } = await open();
  const next = await screen.findByRole("button", { name: /^Next for you/ });
  expect(next.textContent).toMatch(/Basic needs and small choices/);
  await user.click(next);
  expect(
    await screen.findByRole("heading", { name: "Basic needs and small choices", level: 1 }),
  ).toBeTruthy();
});

test("left is one tap, keeps the record open, and can be taken back", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("button", { name: "The youth left" }));
  expect(await screen.findByText("Saved: the youth left.")).toBeTruthy();
  expect(screen.getByText(/The record stays open/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await screen.findByRole("button", { name: "The youth left" });
  const kinds = shell.asked
    .filter(({ command }) => command === "left")
    .map(({ ask }) => (ask as { kind: string }).kind);
  expect(kinds).toEqual(["left", "undo"]);
});

test("private notes are offered to an advocate and not hinted at to anybody else", async () => {
  const deputy = await open();
  expect(document.body.textContent).not.toMatch(/private note/i);
  deputy.app.unmount();
  await open({ role: "advocate" });
  expect(screen.getByRole("button", { name: "Private notes" })).toBeTruthy();
});

test("a step says the words, takes evidence, is done with one tap and undone with another", async () => {
  const { shell, user } = await open();
  await user.click(await screen.findByRole("button", { name: /Tell: right to an advocate/ }));
  await screen.findByText(/Someone who is only on your side/);
  await user.click(screen.getByRole("radio", { name: "Aloud" }));
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText("Saved: Done.")).toBeTruthy();
  const tap = shell.asked.find(({ command }) => command === "step_event");
  expect(tap?.ask).toMatchObject({
    kind: "done",
    step: "ID-10",
    evidence: { method: { kind: "choice", code: "oral" } },
    replaces: [],
  });
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Saved: Taken back.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Done" })).toBeTruthy();
});

test("half a referral number is a draft; it is refused as an answer, in words, and nothing is lost", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("radio", { name: "All" }));
  await user.click(await screen.findByRole("button", { name: /Written report/ }));
  const number = await screen.findByLabelText<HTMLInputElement>("Referral number, 19 digits");
  await user.type(number, "1234-5678 90");
  expect(number.value).toBe("1234567890");
  expect(screen.getByText(/9 digits to go/)).toBeTruthy();
  await waitFor(() => expect(shell.drafts.get("step:e1:H36-01")).toContain("1234567890"));
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText(/Not all are there, so this was not saved/)).toBeTruthy();
  expect(number.value).toBe("1234567890");
  expect(shell.drafts.get("step:e1:H36-01")).toContain("1234567890");
  await user.type(number, "123456789");
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText("Saved: Done.")).toBeTruthy();
  expect(shell.drafts.size).toBe(0);
});

test("a time that was picked for a step comes back after the app died", async () => {
  const shown = show({}, (shell) => {
    const at = { ms: shell.now - 30 * 60_000, plus_minus_ms: 600_000 };
    shell.drafts.set("step:e1:H36-01", JSON.stringify({ "@at": { kind: "instant", at } }));
  });
  const { shell, user } = shown;
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("radio", { name: "All" }));
  await user.click(await screen.findByRole("button", { name: /Written report/ }));
  await screen.findByText(/^It happened: /);
  await user.click(screen.getByRole("button", { name: "Done" }));
  await screen.findByText("Saved: Done.");
  const tap = shell.asked.find(({ command }) => command === "step_event");
  expect(tap?.ask).toMatchObject({
    at: { ms: shell.now - 30 * 60_000, plus_minus_ms: 600_000 },
    evidence: {},
  });
  expect(shell.drafts.size).toBe(0);
});

test("half a referral number comes back after the app died", async () => {
  const shown = show({}, (shell) =>
    shell.drafts.set("step:e1:H36-01", '{"referral_number":{"kind":"text","text":"12345"}}'),
  );
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await shown.user.click(await screen.findByRole("radio", { name: "All" }));
  await shown.user.click(await screen.findByRole("button", { name: /Written report/ }));
  const number = await screen.findByLabelText<HTMLInputElement>("Referral number, 19 digits");
  await waitFor(() => expect(number.value).toBe("12345"));
});

test("did not happen takes a reason or none", async () => {
  const { shell, user } = await open();
  await user.click(await screen.findByRole("button", { name: /^Next for you Basic needs/ }));
  await user.click(await screen.findByRole("button", { name: "Did not happen" }));
  await user.click(screen.getByRole("button", { name: "No time" }));
  await screen.findByText("Saved: Did not happen.");
  const tap = shell.asked.find(({ command }) => command === "step_event");
  expect(tap?.ask).toMatchObject({ kind: "missed", reason: "no_time", to: null });
});

test("a hand-over names to whom", async () => {
  const { shell, user } = await open();
  await user.click(await screen.findByRole("button", { name: /^Next for you Basic needs/ }));
  await user.click(await screen.findByRole("button", { name: "Hand over" }));
  await user.click(screen.getByRole("button", { name: "A. Okafor, advocate" }));
  await screen.findByText("Saved: Handed over.");
  const tap = shell.asked.find(({ command }) => command === "step_event");
  expect(tap?.ask).toMatchObject({ kind: "transferred", to: "okafor" });
  const history = screen.getByRole("heading", { name: "What was saved" }).parentElement;
  expect(history && within(history).getByText(/Handed over: A. Okafor/)).toBeTruthy();
});

test("the time of a tap is the notebook's, not the device's wall clock", async () => {
  const { shell, user } = await open();
  await user.click(await screen.findByRole("button", { name: /^Next for you Basic needs/ }));
  await user.click(await screen.findByRole("button", { name: "Done" }));
  await screen.findByText("Saved: Done.");
  const tap = shell.asked.find(({ command }) => command === "step_event");
  const { at } = tap?.ask as { at: { ms: number } };
  expect(Math.abs(at.ms - shell.now)).toBeLessThan(60_000);
});

test("left is one tap from a step and from the record too, with what follows, and back as simply", async () => {
  const shown = await open();
  const { user, shell } = shown;
  await user.click(await screen.findByRole("button", { name: /Questions/ }));
  await screen.findByRole("heading", { name: "Questions", level: 1 });
  await user.click(await screen.findByRole("button", { name: "The youth left" }));
  expect(await screen.findByText("Saved: the youth left.")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Do this now" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Basic needs/ }));
  await screen.findByRole("heading", { name: "Basic needs and small choices", level: 1 });
  await user.click(await screen.findByRole("button", { name: "The youth is back" }));
  expect(await screen.findByText("Saved: the youth is back.")).toBeTruthy();
  const kinds = shell.asked
    .filter(({ command }) => command === "left")
    .map(({ ask }) => (ask as { kind: string }).kind);
  expect(kinds).toEqual(["left", "back"]);
});

test("the time of a finished step is corrected and the one before stays in the history", async () => {
  const { user, shell } = await open();
  await user.click(await screen.findByText("All"));
  await user.click(
    (await screen.findAllByRole("button", { name: /Basic needs/ }))[0] as HTMLElement,
  );
  await user.click(await screen.findByRole("button", { name: "Done" }));
  await user.click(await screen.findByText("Correct the time"));
  await user.click(screen.getByText("Earlier"));
  await user.click(await screen.findByRole("button", { name: "15 min ago" }));
  await user.click(await screen.findByRole("button", { name: "Save this time" }));
  await screen.findByText(/replaced later/);
  const asks = shell.asked
    .filter(({ command }) => command === "step_event")
    .map(({ ask }) => ask as { kind: string; at: { ms: number }; replaces: string[] });
  expect(asks.map(({ kind }) => kind)).toEqual(["done", "done"]);
  expect((asks[0]?.at.ms ?? 0) - (asks[1]?.at.ms ?? 0)).toBeGreaterThanOrEqual(14 * 60_000);
  expect(asks[1]?.replaces).toHaveLength(1);
});
