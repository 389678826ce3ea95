import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const page = async () => {
  const shown = show({ role: "advocate" });
  await shown.user.click(await screen.findByRole("button", { name: /gentle meadow/ }));
  await screen.findByRole("heading", { name: "gentle meadow", level: 1 });
  return shown;
};

test("tonight begins for an advocate with the calls that wait for an answer", async () => {
  show({ role: "advocate" });
  const waiting = await screen.findByRole("heading", { name: "Calls that wait for you" });
  const open = screen.getByRole("heading", { name: "Open episodes" });
  expect(waiting.compareDocumentPosition(open)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(screen.getAllByRole("button", { name: /gentle meadow/ })).toHaveLength(1);
});

test("nobody else is shown a call that waits", async () => {
  show({ role: "deputy" });
  await screen.findByRole("button", { name: /amber river/ });
  expect(screen.queryByText("Calls that wait for you")).toBeNull();
});

test("the page says where, how old, which language, how safe, and nothing else of the record", async () => {
  const { shell } = await page();
  const labels = screen.getAllByRole("term").map((term) => term.textContent);
  expect(labels).toEqual([
    "Where?",
    "About how old?",
    "Language",
    "Interpreter?",
    "What is a danger here?",
  ]);
  expect(screen.getByText("Not known yet")).toBeTruthy();
  const asked = shell.asked.map(({ command }) => command);
  expect(asked).not.toContain("episode");
  expect(asked).not.toContain("record_form");
});

test("two taps say that the advocate comes and when, and it can be said again", async () => {
  const { user, shell } = await page();
  await user.click(screen.getByRole("button", { name: "I am coming" }));
  await user.click(screen.getByRole("button", { name: "In about 40 min" }));
  expect(await screen.findByText("You are coming.", { exact: false })).toBeTruthy();
  const tap = shell.asked.find(({ command }) => command === "callout_answer")?.ask;
  expect(tap).toMatchObject({ word: { kind: "coming", minutes: 40 } });
  await user.click(screen.getByRole("button", { name: "Another time" }));
  await user.click(screen.getByRole("button", { name: "In about 90 min" }));
  expect(await screen.findByText(/in 1 h 30 min/)).toBeTruthy();
});

test("who cannot come says why from a short list, and the page can be answered again", async () => {
  const { user } = await page();
  await user.click(screen.getByRole("button", { name: "I cannot come" }));
  const why = screen.getByRole("group", { name: /Why not/ });
  await user.click(within(why).getByText("No way to get there"));
  expect(await screen.findByText(/You said that you cannot come/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "I can come after all" })).toBeTruthy();
});

test("the arrival is one tap more, and the way to the episode is open then", async () => {
  const { user } = await page();
  await user.click(screen.getByRole("button", { name: "I am coming" }));
  await user.click(screen.getByRole("button", { name: "In about 20 min" }));
  await user.click(await screen.findByRole("button", { name: "I am there" }));
  await user.click(screen.getByRole("button", { name: "I am there" }));
  expect(await screen.findByText("You are there.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "To the episode" }));
  expect(await screen.findByRole("heading", { name: "The 72 hours" })).toBeTruthy();
});

test("the officer sees who is coming and about when", async () => {
  const { user } = show({ role: "deputy" });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  expect(await screen.findByText(/A. Okafor said yes/)).toBeTruthy();
  expect(screen.getByText(/in 26 min/)).toBeTruthy();
});
