// A server that may be holding back news: said on Tonight and on Sync, calmly, with the way to find out.
import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { HeldBackView } from "../../src/bridge/types";
import { tell } from "../fake/install";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const HOUR_MS = 3_600_000;

const shownWith = (why: HeldBackView | null, caught = false) =>
  show({ role: "deputy", now: Date.UTC(2026, 10, 24, 9, 14) }, (shell) => {
    shell.heldBack = why;
    shell.caught = caught;
  });
const quiet = (): HeldBackView => ({
  kind: "quiet",
  since_ms: Date.UTC(2026, 10, 24, 9, 14) - 31 * HOUR_MS,
});

test("Tonight says since when no registrar was heard of, and leads to the comparison", async () => {
  const { user } = shownWith(quiet());
  const said = (
    await screen.findByText(/No word from a registrar of Demo County since/)
  ).closest<HTMLElement>("[role=status]");
  expect(said?.textContent).toContain("Go on working.");
  await user.click(
    within(said as HTMLElement).getByRole("button", { name: "Compare with another phone" }),
  );
  expect(await screen.findByRole("heading", { name: "Compare two phones" })).toBeTruthy();
});

test("a statement that the server does not give is said as that", async () => {
  shownWith({ kind: "missing" });
  expect(
    await screen.findByText(/does not give this phone something that a registrar has/),
  ).toBeTruthy();
});

test("Sync says it at its agency, with one way to compare", async () => {
  const { user } = shownWith(quiet());
  await user.click(await button("Sync"));
  await screen.findByText(/No word from a registrar/);
  expect(screen.getAllByRole("button", { name: "Compare with another phone" })).toHaveLength(1);
});

test("nothing is said where nothing is held back, or where the sync is stopped anyway", async () => {
  const { shell } = shownWith(null);
  await screen.findByText("amber river");
  expect(screen.queryByText(/No word/)).toBeNull();
  shell.heldBack = quiet();
  await tell({ kind: "sync" });
  await screen.findByText(/No word/);
  shell.caught = true;
  await tell({ kind: "sync" });
  await expect.poll(() => screen.queryByText(/No word/)).toBeNull();
});
