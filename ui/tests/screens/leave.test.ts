import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { Draft } from "../../src/session/draft.svelte";
import { leave, plainPage } from "../../src/session/leave";
import { begun } from "../../src/session/renew";
import { way } from "../../src/session/way.svelte";
import { install, tell } from "../fake/install";
import { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

test("quick exit leaves nothing of ours in the page, in the same frame, and locks", async () => {
  const { shell, app } = show();
  await screen.findByText("amber river");
  leave(
    () => app.unmount(),
    () => undefined,
  );
  expect(document.body.textContent).not.toMatch(/amber|Tonight|youth|First72|PIN/);
  expect(document.title).toBe("Notes");
  await waitFor(() => expect(shell.door).toBe("locked"));
});

test("half-typed words reach the shell before the notebook closes", async () => {
  const shell = new FakeShell();
  install(shell);
  const draft = new Draft("note:e1");
  draft.put("half a sen");
  leave(
    () => draft.close(),
    () => undefined,
  );
  await waitFor(() => expect(shell.door).toBe("locked"));
  const order = shell.asked.map(({ command }) => command);
  expect(order.indexOf("draft_put")).toBeLessThan(order.indexOf("quick_exit"));
  expect(shell.drafts.get("note:e1")).toBe("half a sen");
});

test("the new document comes after the notebook closed, and until then nothing leads back", async () => {
  const shell = new FakeShell();
  install(shell);
  const renew = vi.fn(() => expect(shell.door).toBe("locked"));
  leave(() => undefined, renew);
  expect(screen.getByText("Notes")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
  await waitFor(() => expect(renew).toHaveBeenCalledOnce());
});

test("a new document begins with the plain page or the door, and its address says it once", () => {
  history.replaceState(null, "", "/?plain=es&due");
  expect(begun()).toEqual({ plain: "es", due: true });
  expect(location.search).toBe("");
  expect(begun()).toEqual({ plain: null, due: false });
  history.replaceState(null, "", "/?plain=somewhere");
  expect(begun().plain).toBeNull();
});

test("three taps on the plain title come back, two do not", () => {
  install(new FakeShell());
  const back = vi.fn();
  plainPage(back);
  const title = screen.getByRole("button", { name: "Notes" });
  title.click();
  title.click();
  expect(back).not.toHaveBeenCalled();
  title.click();
  expect(back).toHaveBeenCalledOnce();
});

test("the quick exit is on the closed door and inside", async () => {
  const first = show({ door: "locked" });
  expect(await screen.findByRole("button", { name: "Quick exit" })).toBeTruthy();
  first.app.unmount();
  const { user, left } = show();
  await user.click(await screen.findByRole("button", { name: "Quick exit" }));
  expect(left()).toBe(1);
});

test("every lock takes a new document, once, and nothing of the old one shows on the way", async () => {
  const { shell, user, renewed } = show();
  await screen.findByText("amber river");
  shell.door = "locked";
  await tell({ kind: "locked" });
  expect(await screen.findByRole("heading", { name: "Unlock" })).toBeTruthy();
  expect(renewed()).toBe(1);
  await tell({ kind: "locked" });
  expect(renewed()).toBe(1);
  await user.keyboard(shell.pin);
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  await user.click(await screen.findByRole("button", { name: "Lock now" }));
  expect(await screen.findByRole("heading", { name: "Unlock" })).toBeTruthy();
  expect(renewed()).toBe(2);
});

test("the history of the old document is behind the new one before it is taken", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  way.forget();
  way.go({ at: "sync" });
  way.go({ at: "problems" });
  const went = vi.spyOn(history, "go");
  const back = way.rewound();
  expect(went).toHaveBeenCalledExactlyOnceWith(-2);
  await back;
  went.mockRestore();
});

test("three quick ways back leave at once, two do not", async () => {
  const { left } = show();
  await screen.findByText("amber river");
  const back = () => window.dispatchEvent(new PopStateEvent("popstate", { state: { depth: 0 } }));
  back();
  back();
  expect(left()).toBe(0);
  back();
  expect(left()).toBe(1);
});

test("the arrow on the screen goes back as often and as fast as it is tapped", async () => {
  const { left } = show();
  await screen.findByText("amber river");
  const places = [{ at: "sync" }, { at: "problems" }, { at: "settings" }, { at: "board" }] as const;
  places.forEach((place) => way.go(place));
  for (const at of ["settings", "problems", "sync", "tonight"]) {
    way.back();
    await waitFor(() => expect(way.here.at).toBe(at));
  }
  expect(left()).toBe(0);
});

test("something else in front covers the page, and nothing shows before it is known that the notebook is open", async () => {
  const { shell } = show();
  await screen.findByText("amber river");
  const draft = new Draft("note:e1");
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  draft.put("half a sen");
  document.dispatchEvent(new Event("visibilitychange"));
  expect(document.documentElement.dataset).toHaveProperty("covered");
  await waitFor(() =>
    expect(shell.asked.at(-1)).toEqual({ command: "behind", ask: { behind: true } }),
  );
  expect(shell.drafts.get("note:e1")).toBe("half a sen");
  draft.close();
  shell.door = "locked";
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(document.documentElement.dataset).toHaveProperty("covered");
  expect(await screen.findByRole("heading", { name: "Unlock", hidden: true })).toBeTruthy();
  await waitFor(() => expect(document.documentElement.dataset).not.toHaveProperty("covered"));
  expect(
    shell.asked.some(
      ({ command, ask }) => command === "behind" && !(ask as { behind: boolean }).behind,
    ),
  ).toBe(true);
});
