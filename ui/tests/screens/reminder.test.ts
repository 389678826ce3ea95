import { screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { guard } from "../../src/session/guard.svelte";
import { leave } from "../../src/session/leave";
import { reminders } from "../../src/session/reminders.svelte";
import { en } from "../../src/text/en";
import { es } from "../../src/text/es";
import { words } from "../../src/text/words.svelte";
import { tell } from "../fake/install";
import { show, uninstall } from "../fake/show";

afterEach(async () => {
  guard.end();
  await uninstall();
  reminders.due = false;
  words.use("en");
});

const line = () => document.querySelector(".reminder");
const remind = () => tell({ kind: "reminder" });

test("a reminder is one neutral sentence and a way to put it away: no name, no step, no child", async () => {
  const { user, shell } = show();
  await screen.findByText("amber river");
  await remind();
  await waitFor(() => expect(line()?.textContent.trim()).toBe("A step is due soon. Close"));
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(line()).toBeNull();
  expect(shell.asked.at(-1)?.command).toBe("reminder_seen");
});

test("it says the same before the door, where anybody may read it", async () => {
  show({ door: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  await remind();
  await waitFor(() => expect(line()?.textContent.trim()).toBe("A step is due soon. Close"));
  expect(document.body.textContent).not.toMatch(/amber|Harbor|youth|child/);
});

test("it goes when what it was about is done", async () => {
  show();
  await screen.findByText("amber river");
  await remind();
  await waitFor(() => expect(line()).not.toBeNull());
  await tell({ kind: "reminder_over" });
  await waitFor(() => expect(line()).toBeNull());
});

test("it never stands over a page for the young person, and is there when the holder is back", async () => {
  show();
  await screen.findByText("amber river");
  guard.show({ language: "en", name: "Card", parts: [], number: null }, "upper");
  await waitFor(() => expect(document.querySelector(".guarded")).not.toBeNull());
  await remind();
  expect(line()).toBeNull();
  guard.end();
  await waitFor(() => expect(line()).not.toBeNull());
});

test("the plain page after a quick exit says nothing of it", async () => {
  const { app } = show();
  await screen.findByText("amber river");
  await remind();
  await waitFor(() => expect(line()).not.toBeNull());
  leave(
    () => app.unmount(),
    () => undefined,
  );
  await remind();
  expect(document.body.textContent).not.toContain(en.reminder.soon);
  expect(document.documentElement.style.getPropertyValue("--above")).toBe("");
});

test("the choice is one tap in the settings, with what it does and does not say", async () => {
  const { user, shell } = show();
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  const group = await screen.findByRole("group", { name: "Remind me before something is due" });
  await user.click(group.querySelectorAll("input")[1] as HTMLElement);
  await waitFor(() => expect(shell.settings_get().settings.reminders).toBe(false));
  expect(screen.getByText(/never says which step, or about whom/)).toBeTruthy();
});

test("where the system shows no notices the settings say so, unless no reminders are wanted", async () => {
  const { user } = show({ notices: "none" });
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  const group = await screen.findByRole("group", { name: "Remind me before something is due" });
  expect(screen.getByText(/shows no notices outside the app/)).toBeTruthy();
  await user.click(group.querySelectorAll("input")[1] as HTMLElement);
  await waitFor(() => expect(screen.queryByText(/shows no notices outside the app/)).toBeNull());
});

test("neither language says more than that something is due", () => {
  expect([en.reminder.soon, es.reminder.soon]).toEqual([
    "A step is due soon.",
    "Pronto toca un paso.",
  ]);
});
