import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";
import { trouble } from "../fake/desk";

afterEach(uninstall);

async function open(started: ReturnType<typeof show>, line: RegExp) {
  await started.user.click(
    await screen.findByRole("button", { name: /^(The 72 hours: )?amber river/ }),
  );
  await started.user.click(await screen.findByRole("button", { name: line }));
  await screen.findByRole("heading", { level: 1, name: "Protocol" });
}

const asked = ({ shell }: ReturnType<typeof show>) =>
  shell.asked.filter(({ command }) => command === "pack_move").map(({ ask }) => ask);

test("a newer protocol is said on the episode, its changes are shown in words, one tap moves it and one takes it back", async () => {
  const started = show({ pack: "newer" });
  await open(started, /A newer protocol is here: version 2026.2/);
  const changes = within(
    (await screen.findByRole("heading", { name: "What version 2026.2 would change" }))
      .parentElement as HTMLElement,
  );
  for (const [title, line] of [
    ["Comes onto the list", "Ask about a safe place to sleep"],
    ["Leaves the list", "Call the advocate again"],
    ["Due at another time", "Basic needs and small choices"],
    ["New questions", "Who is safe to call?"],
    ["Stays in the record", "Call the advocate again"],
  ] as const) {
    const group = changes.getByRole("heading", { name: title }).parentElement as HTMLElement;
    expect(within(group).getByText(line)).toBeTruthy();
  }
  expect(changes.getByText("what to write down, whom to call")).toBeTruthy();
  expect(changes.getByText(/^was .*, then /)).toBeTruthy();
  expect(asked(started)).toEqual([]);

  await started.user.click(screen.getByRole("button", { name: "Move to version 2026.2" }));
  expect(await screen.findByText("Saved. It runs on version 2026.2 now.")).toBeTruthy();
  expect(screen.getByText("This episode runs on version 2026.2.")).toBeTruthy();
  await started.user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Saved. It runs on version 2026.1 now.")).toBeTruthy();
  expect(asked(started)).toEqual([
    { episode: "e1", to: "02".repeat(32) },
    { episode: "e1", to: "01".repeat(32) },
  ]);
  const history = screen.getByRole("heading", { name: "Moves so far" })
    .parentElement as HTMLElement;
  const lines = within(history)
    .getAllByText(/^From version/)
    .map(({ textContent }) => textContent);
  expect(lines).toEqual(["From version 2026.2 to 2026.1", "From version 2026.1 to 2026.2"]);
});

test("after a move the episode says so, and its page offers the way back", async () => {
  const started = show({ pack: "newer" });
  await open(started, /A newer protocol/);
  await started.user.click(await screen.findByRole("button", { name: "Move to version 2026.2" }));
  await screen.findByText("Saved. It runs on version 2026.2 now.");
  await started.user.click(screen.getByRole("button", { name: "Back" }));
  await started.user.click(
    await screen.findByRole("button", { name: /Moved to protocol version 2026.2/ }),
  );
  expect(await screen.findByRole("button", { name: "Go back to version 2026.1" })).toBeTruthy();
});

test("whoever only reads sees what would change and has nothing to move it with", async () => {
  const started = show({ pack: "newer", role: "lead" });
  await open(started, /A newer protocol/);
  expect(await screen.findByText(/Somebody who writes in this episode can move it/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Move to/ })).toBeNull();
});

test("two people's different moves are said, and one tap settles them", async () => {
  const started = show({ pack: "differ" });
  await open(started, /Two people chose different protocols/);
  await started.user.click(await screen.findByRole("button", { name: "Keep version 2026.1" }));
  await waitFor(() => {
    expect(screen.queryByText(/moved this episode to different versions/)).toBeNull();
  });
  expect(asked(started)).toEqual([{ episode: "e1", to: "01".repeat(32) }]);
});

test.each([
  ["expired", /has run out/],
  ["unsigned", /is not signed/],
] as const)(
  "a protocol that is %s is said in words, and the episode goes on",
  async (pack, said) => {
    const started = show({ pack });
    await open(started, /Protocol: Demo County/);
    expect(await screen.findByText(said)).toBeTruthy();
    expect(screen.getByText(/This episode goes on all the same/)).toBeTruthy();
    expect(screen.getByText("There is no other signed version on this phone.")).toBeTruthy();
  },
);

test("a protocol that is not on this phone is named with the one that is shown", async () => {
  const started = show({ pack: "not_here" });
  await open(started, /Its protocol, version 2025.4, is not on this phone/);
  expect(await screen.findByText(/so version 2026.1 is shown. Sync to get it/)).toBeTruthy();
});

test("a move that is refused says why and moves nothing", async () => {
  const started = show({ pack: "newer" });
  await open(started, /A newer protocol/);
  started.shell.failNext = trouble("vault.full");
  await started.user.click(await screen.findByRole("button", { name: "Move to version 2026.2" }));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(screen.getByText("This episode runs on version 2026.1.")).toBeTruthy();
});

test.each([
  ["expired", /has run out/],
  ["unsigned", /is not signed/],
  ["altered", /was changed after it was signed/],
] as const)(
  "a new contact that a protocol which is %s keeps from beginning says what happened and what to do",
  async (pack, said) => {
    const { user } = show({ pack });
    await user.click(await screen.findByRole("button", { name: /New contact/ }));
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText(said)).toBeTruthy();
    expect(within(alert).getByText(/^Sync, then try again/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Start" })).toBeNull();
  },
);

test("a protocol that ends soon, or that stopped, is said on Tonight to whoever may begin a contact", async () => {
  show({ pack: "ends" });
  expect(await screen.findByText(/signed until .*Ask your registrar/)).toBeTruthy();
  await uninstall();
  show({ pack: "expired" });
  expect(
    await screen.findByText(/No new contact can begin on this phone\. .*has run out/),
  ).toBeTruthy();
  await uninstall();
  show({ pack: "expired", role: "advocate" });
  await screen.findByRole("heading", { level: 1, name: "Tonight" });
  await screen.findByRole("button", { name: /amber river/ });
  expect(screen.queryByText(/No new contact can begin/)).toBeNull();
});

test("the settings say how the protocol stands and what to do", async () => {
  const { user } = show({ pack: "unsigned" });
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  expect(await screen.findByText(/is not signed/)).toBeTruthy();
  expect(screen.getByText(/^Sync, then try again/)).toBeTruthy();
});
