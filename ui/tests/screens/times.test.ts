import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);
const MIN = 60_000;
const H = 60 * MIN;

async function toTheTimes(started: ReturnType<typeof show>) {
  await started.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await started.user.click(await screen.findByRole("button", { name: "Clock times" }));
  return screen.findByRole("article", { name: "First contact" });
}

test("a clock says from which moment it counts, and a correction keeps the old time where it can be read", async () => {
  const started = show();
  const { shell, user } = started;
  const first = await toTheTimes(started);
  expect(within(first).getByText(/An officer first thinks/)).toBeTruthy();
  expect(within(first).getByText(/9 open steps count from it/)).toBeTruthy();
  const before = shell.now - 72 * MIN;
  for (const earlier of [1, 2]) {
    const card = await screen.findByRole("article", { name: "First contact" });
    await user.click(within(card).getByRole("button", { name: /(Correct|Give) this time/ }));
    await user.click(within(card).getByRole("button", { name: "5 minutes earlier" }));
    await user.click(within(card).getByRole("button", { name: "Save this time" }));
    await within(card).findByText("Saved. Due times moved with it.");
    if (earlier === 2) await within(card).findByText("1 earlier answer");
  }
  const given = shell.asked.filter(({ command }) => command === "answer").map(({ ask }) => ask);
  const at = (n: number) => ({ ms: before - n * 5 * MIN, plus_minus_ms: 5 * MIN });
  expect(given[0]).toMatchObject({
    field: "clock.T0",
    answer: { value: { at: at(1) } },
    replaces: [],
  });
  expect(given[1]).toMatchObject({
    answer: { value: { at: at(2) } },
    replaces: [expect.any(String)],
  });
});

test("hour and minute of another clock are taken as exact, and what is no time or still to come is said", async () => {
  const started = show({ now: Date.UTC(2026, 10, 24, 9, 14) });
  const { user, shell } = started;
  const first = await toTheTimes(started);
  await user.click(within(first).getByRole("button", { name: /(Correct|Give) this time/ }));
  const type = async (hour: string, minute: string) => {
    await user.clear(within(first).getByLabelText("Hour"));
    await user.clear(within(first).getByLabelText("Minute"));
    await user.type(within(first).getByLabelText("Hour"), hour);
    await user.type(within(first).getByLabelText("Minute"), minute);
  };
  await type("25", "10");
  expect(await within(first).findByText(/Hours go from 0 to 23/)).toBeTruthy();
  await type("23", "59");
  expect(await within(first).findByText(/still to come/)).toBeTruthy();
  expect(within(first).queryByRole("button", { name: "Save this time" })).toBeNull();
  await type("00", "01");
  await user.click(within(first).getByRole("button", { name: "Save this time" }));
  await waitFor(() => expect(shell.asked.some(({ command }) => command === "answer")).toBe(true));
  const { ask } = shell.asked.find(({ command }) => command === "answer") ?? {};
  expect(ask).toMatchObject({ answer: { value: { at: { plus_minus_ms: null } } } });
});

test("a half-picked time comes back, and what is tapped under a doubtful clock is as wide as the doubt", async () => {
  const started = show({}, (shell) => {
    shell.time = { kind: "problem", problem: "behind", by_ms: -H, plus_minus_ms: 24 * H };
    shell.drafts.set(
      "clock:e1:clock.T0",
      JSON.stringify({ ms: shell.now - 3 * H, plus_minus_ms: null }),
    );
  });
  const first = await toTheTimes(started);
  expect(await within(first).findByRole("button", { name: "Save this time" })).toBeTruthy();
  await started.user.click(within(first).getByRole("button", { name: "30 min ago" }));
  await started.user.click(within(first).getByRole("button", { name: "Save this time" }));
  await waitFor(() =>
    expect(started.shell.asked.find(({ command }) => command === "answer")?.ask).toMatchObject({
      answer: { value: { at: { plus_minus_ms: 24 * H + 10 * MIN } } },
    }),
  );
  expect(started.shell.drafts.has("clock:e1:clock.T0")).toBe(false);
});

test("what an older protocol named stays on the screen", async () => {
  const { user } = show({}, (shell) => {
    shell.unnamedSteps = [
      { step: "OLD-7", state: "done", at: { ms: shell.now, plus_minus_ms: null }, by: "D. Rivera" },
    ];
    shell.unnamedAnswers = [
      {
        field: "old_question",
        live: [
          {
            change: "c0",
            answer: { kind: "given", value: { kind: "text", text: "a made-up answer" } },
            by: "D. Rivera",
            at_ms: shell.now,
          },
        ],
      },
    ];
  });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  expect(await screen.findByText("OLD-7")).toBeTruthy();
  expect(screen.getByText(/no longer names these steps/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Questions/ }));
  // Nobody knows any more whether that was a name.
  await user.click(await screen.findByRole("button", { name: "Name kept. Tap to show" }));
  expect(await screen.findByText(/a made-up answer/)).toBeTruthy();
});
