// Saves that go by hand: codes and a file for another phone, what is taken along from one, and receipts that come back.
import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { en } from "../../src/text/en";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const t = en.carry;
const button = (name: string | RegExp) => screen.findByRole("button", { name });
/** What this phone hands over of its own: the other ways to hand something over have the same buttons. */
const ours = async (name: string) => {
  const card = (await screen.findByRole("heading", { name: t.ours })).closest("section");
  if (card === null) throw new Error("no card");
  return within(card).findByRole("button", { name });
};

async function carrying(
  prepare?: (shell: FakeShell) => unknown,
  role: "deputy" | "lead" = "deputy",
) {
  const shown = show({ role }, prepare);
  await shown.user.click(await button("Sync"));
  await shown.user.click(await button(t.title));
  await screen.findByRole("heading", { name: t.title, level: 1 });
  return shown;
}

const opens = async (user: Awaited<ReturnType<typeof carrying>>["user"]) => {
  const field = document.querySelector<HTMLInputElement>("input[type=file][accept*=unsent]");
  if (field === null) throw new Error("no field for a file");
  await user.upload(field, new File(["invented"], "first72-d7.unsent"));
};

test("what is only here is shown as codes that can be turned by hand, and as a file", async () => {
  const { user, shell } = await carrying();
  await user.click(await ours(t.show));
  await screen.findByRole("img", { name: t.code(1, 6) });
  await user.click(await button(t.halt));
  await user.click(await button(t.next));
  await screen.findByRole("img", { name: /^Code [2-6] of 6$/ });
  await user.click(await button(en.common.close));
  await user.click(await ours(t.write));
  await screen.findByText(/first72-d1\.unsent/);
  const asked = shell.asked.filter(({ command }) => command === "carry_codes");
  expect(asked).toEqual([
    { command: "carry_codes", ask: { realm: "c0", what: { kind: "unsent" } } },
  ]);
});

test("whoever wants no motion turns the codes by hand", async () => {
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: query.includes("reduced-motion"),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  const { user } = await carrying();
  await user.click(await ours(t.show));
  await button(t.next);
  vi.unstubAllGlobals();
});

test("what another phone gives is said with what happens next, and goes with a sync", async () => {
  const { user, shell } = await carrying();
  await opens(user);
  await screen.findByText(/4 new saves are here/);
  await screen.findByRole("heading", { name: "A. Moss" });
  await user.click(await button(en.sync.now));
  expect(shell.asked.some(({ command }) => command === "sync_now")).toBe(true);
  const [taken] = shell.asked.filter(({ command }) => command === "carry_take");
  expect(taken).toEqual({ command: "carry_take", ask: { bytes: btoa("invented") } });
});

test("receipts go back, and are let go of once the other phone has them", async () => {
  const { user, shell } = await carrying((shell) => (shell.carriedFor = "signed"));
  const card = (await screen.findByRole("heading", { name: "A. Moss" })).closest("li");
  if (card === null) throw new Error("no card");
  await user.click(within(card).getByRole("button", { name: t.show }));
  await within(card).findByRole("img");
  expect(shell.asked.at(-1)).toEqual({
    command: "carry_codes",
    ask: { realm: "c0", what: { kind: "receipts", device: "d7" } },
  });
  await user.click(within(card).getByRole("button", { name: t.done }));
  await vi.waitFor(() => expect(screen.queryByRole("heading", { name: "A. Moss" })).toBeNull());
});

test("a lead collects from the board and sees whose saves are old", async () => {
  const { user } = show({ role: "lead" });
  await user.click(await button("Board"));
  await user.click(await button(t.collect));
  const heard = await screen.findByRole("heading", { name: t.heard });
  const lines = within(heard.closest("section") as HTMLElement).getAllByRole("listitem");
  expect(lines.map((line) => line.textContent.trim().split(" ·")[0])).toEqual([
    "A. Moss",
    "D. Rivera",
  ]);
});

test("a folder that is not there is refused in words, and one that is there can be left", async () => {
  const { user } = await carrying();
  await user.type(await screen.findByLabelText(t.folderPath), "nowhere");
  await user.click(await button(t.folderUse));
  await screen.findByText("There is no such folder.");
  await user.clear(await screen.findByLabelText(t.folderPath));
  await user.type(await screen.findByLabelText(t.folderPath), "/srv/shared");
  await user.click(await button(t.folderUse));
  await screen.findByText("/srv/shared");
  await user.click(await button(t.folderEnd));
  await screen.findByLabelText(t.folderPath);
});

test("a sync that could not reach the server says so where somebody waits for it", async () => {
  const { user } = await carrying((shell) => {
    shell.carriedFor = "waits";
    shell.awayHere();
  });
  await user.click(await button(en.sync.now));
  await screen.findByText(en.troubles["relay.away"][0]);
});

test("who is who goes to a phone that the server is closed to, and what came of it is said there", async () => {
  const { user, shell } = await carrying((shell) => (shell.handed = { kind: "directory", new: 3 }));
  await user.click(await screen.findByText(t.members));
  const section = screen.getByText(t.membersWhy).closest("details");
  if (section === null) throw new Error("no section");
  await user.click(within(section).getByRole("button", { name: t.write }));
  await within(section).findByText(/first72-d1\.directory/);
  expect(shell.asked.at(-1)).toEqual({
    command: "carry_write",
    ask: { realm: "c0", what: { kind: "directory" } },
  });
  await opens(user);
  await screen.findByText(t.learnt(3));
  expect(screen.queryByRole("heading", { name: t.others })).toBeNull();
});
