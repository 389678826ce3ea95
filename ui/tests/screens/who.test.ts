import { screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { show, uninstall } from "../fake/show";
import { tell } from "../fake/install";

afterEach(async () => {
  vi.useRealTimers();
  await uninstall();
});

type User = ReturnType<typeof show>["user"];

async function pin(user: User, digits: string) {
  for (const digit of digits) await user.click(screen.getByRole("button", { name: digit }));
}

async function name(user: User, text: string) {
  await user.type(await screen.findByLabelText("Your short name"), text);
}

test("at the first start a device is made one of several people, and a slip is taken back", async () => {
  const { shell, user } = show({ door: "no_profile" });
  await user.click(await screen.findByRole("button", { name: "Several people use this device" }));
  await screen.findByRole("heading", { name: "Whose notebook?" });
  await user.click(screen.getByRole("button", { name: "Only one person uses this device" }));
  await screen.findByRole("heading", { name: "Set up this device" });
  expect(shell.shared).toBeNull();

  await user.click(screen.getByRole("button", { name: "Several people use this device" }));
  await name(user, "A. Okafor");
  await user.click(screen.getByRole("button", { name: "Set up my notebook" }));
  await user.click(await screen.findByRole("button", { name: "I know it by heart" }));
  await pin(user, shell.pin);
  await pin(user, shell.pin);
  expect(await screen.findByRole("img", { name: "Request code as a picture" })).toBeTruthy();
  expect(shell.people).toEqual(["a. okafor"]);
});

test("a name, then a pin; whoever locks it is not remembered", async () => {
  const { shell, user } = show({ door: "who", shared: "used" });
  const next = await screen.findByRole<HTMLButtonElement>("button", { name: "Next" });
  expect(next.disabled).toBe(true);
  await name(user, " D. Rivera ");
  await user.click(next);
  await screen.findByRole("heading", { name: "Unlock" });
  expect(screen.getByText("D. Rivera")).toBeTruthy();
  await pin(user, shell.pin);
  await screen.findByRole("heading", { name: "Tonight" });

  shell.door = "who";
  await tell({ kind: "locked" });
  await screen.findByRole("heading", { name: "Whose notebook?" });
  expect(screen.getByLabelText<HTMLInputElement>("Your short name").value).toBe("");
  expect(document.body.textContent).not.toContain("Rivera");
});

test("a name that nobody has stands before the same door, and only misses", async () => {
  const { shell, user } = show({ door: "who", shared: "used" });
  await name(user, "Nobody Here{Enter}");
  await screen.findByRole("heading", { name: "Unlock" });
  await pin(user, shell.pin);
  expect(await screen.findByText("That did not open it.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await screen.findByRole("heading", { name: "Whose notebook?" });
});

test("a taken name is refused to somebody new, with what to do", async () => {
  const { user } = show({ door: "who", shared: "used" });
  await name(user, "d. rivera");
  await user.click(screen.getByRole("button", { name: "I am new on this device" }));
  expect(await screen.findByText(/Somebody on this device goes by that name/)).toBeTruthy();
});

test("a door that somebody walked away from is nobody's after a minute", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { user } = show({ door: "who", shared: "used" });
  await name(user, "D. Rivera{Enter}");
  await screen.findByRole("heading", { name: "Unlock" });
  await vi.advanceTimersByTimeAsync(40_000);
  await user.click(screen.getByRole("button", { name: "1" }));
  await vi.advanceTimersByTimeAsync(40_000);
  expect(screen.getByRole("heading", { name: "Unlock" })).toBeTruthy();
  await vi.advanceTimersByTimeAsync(21_000);
  expect(await screen.findByRole("heading", { name: "Whose notebook?" })).toBeTruthy();
});

test("whoever waits for the registrar's code is not sent away", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { user } = show({ door: "release_needed", shared: "used" });
  await user.click(await screen.findByRole("button", { name: "I have the code" }));
  await vi.advanceTimersByTimeAsync(180_000);
  expect(screen.getByLabelText(/The code that your registrar reads/)).toBeTruthy();
});

test("one person's device asks for no name", async () => {
  show({ door: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
});

test("on a device of several people the lock is at one minute and no choice", async () => {
  const { user } = show({ shared: "used" });
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  expect(await screen.findByText(/After one minute/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "15 min" })).toBeNull();
});
