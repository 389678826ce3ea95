import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";
import { tell } from "../fake/install";

afterEach(uninstall);

const PIN_DIGITS = 8;

async function type(user: ReturnType<typeof show>["user"], pin: string) {
  for (const digit of pin) await user.click(screen.getByRole("button", { name: digit }));
  if (pin.length < PIN_DIGITS) await user.click(screen.getByRole("button", { name: "Open" }));
}

test("the right pin opens the notebook and the bytes go as numbers", async () => {
  const { shell, user } = show({ door: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  await type(user, shell.pin);
  await screen.findByRole("heading", { name: "Tonight" });
  const asked = shell.asked.find(({ command }) => command === "unlock");
  expect(asked?.ask).toEqual({ secret: [50, 53, 56, 48, 49, 52, 55, 48] });
});

test("the last digit opens by itself, and what was erased does not count", async () => {
  const { shell, user } = show({ door: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  await user.keyboard("99{Backspace}{Backspace}");
  await user.keyboard(shell.pin);
  await screen.findByRole("heading", { name: "Tonight" });
  expect(shell.asked.filter(({ command }) => command === "unlock")).toHaveLength(1);
});

test("a miss says how long to wait and nothing about the pin", async () => {
  const { user } = show({ door: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  await type(user, "1111");
  expect(await screen.findByText("That did not open it.")).toBeTruthy();
  await type(user, "2222");
  expect(await screen.findByText("Wait 2 seconds, then try again.")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "5" }).disabled).toBe(true);
  expect(document.body.textContent).not.toMatch(/digits? (long|correct|wrong)|left before/i);
});

test("digits are never in the page", async () => {
  const { user } = show({ door: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  for (const digit of "2580") await user.click(screen.getByRole("button", { name: digit }));
  expect(screen.getByText("4 digits entered")).toBeTruthy();
  expect(document.body.textContent).not.toContain("2580");
});

// cjis:AC-8
test("what the agency says stands at the door until the right pin is typed", async () => {
  const { user } = show({ door: "locked", said: "1" });
  const said = await screen.findByRole("region", { name: "Read this first" });
  expect(said.textContent).toMatch(/What is done here is recorded\..*If you go on, you agree/);
  await type(user, "11111111");
  expect(screen.getByRole("region", { name: "Read this first" })).toBeTruthy();
});

test("inside nothing of it is left", async () => {
  const { shell, user } = show({ door: "locked", said: "1" });
  await screen.findByRole("region", { name: "Read this first" });
  await type(user, shell.pin);
  await screen.findByRole("heading", { name: "Tonight" });
  expect(screen.queryByRole("region", { name: "Read this first" })).toBeNull();
});

test("after too many misses the screen says whom to ask", async () => {
  show({ door: "release_needed" });
  expect(await screen.findByText(/Ask your registrar to release it/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "1" })).toBeNull();
});

test("a code that the registrar reads back opens the device with a new pin", async () => {
  const { shell, user } = show({ door: "release_needed" });
  const picture = { name: "Request for the registrar, as a picture" };
  expect(await screen.findByRole("img", picture)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "I have the code" }));
  const code = await screen.findByLabelText(/The code that your registrar reads/);
  await user.type(code, "0123456");
  await user.click(screen.getByRole("button", { name: "Next" }));
  expect(await screen.findByText("That is not a whole code.")).toBeTruthy();
  await user.type(code, "-0123456-0123456-0123456");
  await user.click(screen.getByRole("button", { name: "Next" }));
  await user.click(await screen.findByRole("button", { name: "I know it by heart" }));
  await type(user, shell.pin);
  await type(user, shell.pin);
  expect(await screen.findByRole("heading", { name: "Tonight" })).toBeTruthy();
  const asked = shell.asked.find(({ command }) => command === "release");
  expect(asked?.ask).toMatchObject({ code: "0123456-0123456-0123456-0123456" });
});

test("a lock told by the shell takes away what was shown", async () => {
  const { shell } = show();
  await screen.findByText("amber river");
  shell.door = "locked";
  await tell({ kind: "locked" });
  await screen.findByRole("heading", { name: "Unlock" });
  expect(document.body.textContent).not.toContain("amber river");
});

test("who does not have the PIN asks for help without being wrong five times, and can come back", async () => {
  const { shell, user } = show({ door: "locked" });
  await user.click(await screen.findByRole("button", { name: "I do not have my PIN" }));
  expect(await screen.findByText(/Ask your registrar to release it/)).toBeTruthy();
  expect(screen.queryByText(/closed after too many tries/)).toBeNull();
  expect(shell.misses).toBe(0);
  await user.click(screen.getByRole("button", { name: "Back" }));
  await user.keyboard(shell.pin);
  expect(await screen.findByRole("button", { name: "Settings" })).toBeTruthy();
});
