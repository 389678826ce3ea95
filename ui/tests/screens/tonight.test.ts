import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";
import { tell } from "../fake/install";
import { trouble } from "../fake/desk";
import type { TimeView } from "../../src/bridge/types";

const MIN = 60_000;
const H = 60 * MIN;

afterEach(uninstall);

test("an episode is named by its handle and says what is due next", async () => {
  show();
  const card = await screen.findByRole("button", { name: /amber river/ });
  expect(card.textContent).toContain("Basic needs and small choices");
  expect(card.textContent).toContain("Late by 57 min");
  expect(card.textContent).toContain("Only on this phone");
});

test("the youth having left is said without blame and the record stays open", async () => {
  show();
  const card = await screen.findByRole("button", { name: /silver field/ });
  expect(card.textContent).toContain("The youth left. The record stays open.");
});

test("a person who may not start episodes is not offered it", async () => {
  show({ role: "advocate" });
  await screen.findByText("amber river");
  expect(screen.queryByRole("button", { name: /New contact/ })).toBeNull();
});

test("the board is on the menu of a station lead only", async () => {
  const { app } = show({ role: "deputy" });
  await screen.findByText("amber river");
  expect(screen.queryByRole("button", { name: "Board" })).toBeNull();
  app.unmount();
  show({ role: "lead" });
  expect(await screen.findByRole("button", { name: "Board" })).toBeTruthy();
});

test("a change told by the shell is asked for and shown", async () => {
  const { shell } = show();
  await screen.findByText(/3 saves are only on this phone/);
  shell.line = { kind: "all_sent", at_ms: shell.now };
  await tell({ kind: "sync" });
  expect(await screen.findByText(/Everything is on the server/)).toBeTruthy();
});

test("a refused command shows what happened and what to do, and can be tried again", async () => {
  const { shell, user } = show();
  await screen.findByText("amber river");
  shell.failNext = trouble("vault.full");
  await tell({ kind: "sync" });
  expect(await screen.findByText(/This device is full/)).toBeTruthy();
  expect(screen.getByText(/Free some space/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("amber river")).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/This device is full/)).toBeNull());
});

test("everything is there in Spanish", async () => {
  show({ language: "es" });
  expect(await screen.findByRole("heading", { name: "Esta noche" })).toBeTruthy();
  expect(document.documentElement.lang).toBe("es");
});

test.each<[TimeView, RegExp[]]>([
  [{ kind: "exact" }, [/^Time: exact\.$/]],
  [
    { kind: "estimated", plus_minus_ms: 20 * MIN },
    [/Time: estimated, ± 20 min\. Sync when you can/],
  ],
  [
    { kind: "problem", problem: "moved", by_ms: -24 * H, plus_minus_ms: null },
    [
      /Clock problem/,
      /set back by 1 day\. Due times did not move\. New times are still exact/,
      /Turn on automatic time/,
    ],
  ],
  [
    { kind: "problem", problem: "moved", by_ms: 3 * H, plus_minus_ms: 3 * H },
    [/set forward by 3 h\. Due times did not move\. New times are saved as estimates, ± 3 h/],
  ],
  [
    { kind: "problem", problem: "behind", by_ms: -H, plus_minus_ms: 20_000 * 24 * H },
    [/shows a time that is over/, /± more than 7 days/, /Set the clock, then sync/],
  ],
  [
    { kind: "problem", problem: "server_differs", by_ms: H, plus_minus_ms: H },
    [/differ by 1 h/, /Look at another clock/],
  ],
  [
    { kind: "problem", problem: "not_checked", by_ms: 0, plus_minus_ms: 2 * H },
    [/was restarted\. Nobody has checked its clock/, /the server tells the time/],
  ],
])("how well the time is known is said in words: %o", async (time, said) => {
  show({}, (shell) => (shell.time = time));
  for (const words of said) expect(await screen.findByText(words)).toBeTruthy();
});

test("a device that is nearly full is said before the next tap", async () => {
  show({}, (shell) => (shell.notices = [{ kind: "low_on_space" }]));
  expect(await screen.findByText(/almost full. Saving still works/)).toBeTruthy();
});
