import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";
import { tell } from "../fake/install";
import { trouble } from "../fake/episodes";

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

test("a clock that cannot be trusted is said in words, and which one", async () => {
  show({}, (shell) => {
    shell.notices = [
      { kind: "clock_behind", by_ms: 60_000 },
      { kind: "clock_not_checked", by_ms: 60_000 },
      { kind: "server_clock", by_ms: -3_600_000 },
    ];
  });
  expect(await screen.findByText(/shows a time that is over/)).toBeTruthy();
  expect(screen.getByText(/was restarted. Its clock is checked at the next sync/)).toBeTruthy();
  expect(screen.getByText(/differ by 1 h/)).toBeTruthy();
});

test("a clock that was set back and a device that is nearly full are said before the next tap", async () => {
  show({}, (shell) => {
    shell.notices = [{ kind: "clock_moved", by_ms: -24 * 3_600_000 }, { kind: "low_on_space" }];
  });
  expect(await screen.findByText(/set back by 1 day. Due times did not move/)).toBeTruthy();
  expect(screen.getByText(/almost full. Saving still works/)).toBeTruthy();
});
