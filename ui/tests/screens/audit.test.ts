import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";
import type { FakeShell } from "../fake/shell";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function audit(prepare?: (shell: FakeShell) => unknown) {
  const shown = show({ role: "auditor" }, prepare);
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("What was done"));
  await screen.findByRole("heading", { name: "What was done", level: 1 });
  await screen.findByRole("heading", { name: "To ask about" });
  return shown;
}

test("only an auditor is offered the review", async () => {
  const { user } = show({ role: "lead" });
  await user.click(await button("Settings"));
  await screen.findByRole("heading", { name: "Settings" });
  expect(screen.queryByRole("button", { name: "What was done" })).toBeNull();
});

test("what stands out comes first, in words, and blames nobody", async () => {
  await audit();
  expect(screen.getByText("4 wrong PINs")).toBeTruthy();
  expect(screen.getByText("Looked at 6 episodes and wrote in none of them")).toBeTruthy();
  expect(screen.getByText("Opened records with a paper key")).toBeTruthy();
  expect(screen.getByText("Wrote unsent saves into a file (12 ×)")).toBeTruthy();
  expect(screen.getByText("This device synced, and told nothing")).toBeTruthy();
});

test("what the server signed that it was asked stands below the people", async () => {
  await audit();
  expect(screen.getByText("It signed for 6 days: 1204 requests.")).toBeTruthy();
  expect(screen.getByText("It refused 12. 3 of them were from nobody it knows.")).toBeTruthy();
});

test("a quiet week says so, and what cannot be read yet is counted", async () => {
  await audit((shell) => {
    shell.audit_quiet = true;
    shell.audit_unreadable = 2;
  });
  expect(screen.getByText("Nothing stands out.")).toBeTruthy();
  expect(screen.getByText(/2 entries cannot be read here yet/)).toBeTruthy();
});

test("another week is another question to the notebook", async () => {
  const { shell, user } = await audit();
  await user.click(screen.getByRole("radio", { name: "7 days before" }));
  await user.click(await button("7 days further back"));
  await screen.findByText("Nothing was recorded in this time.");
  const weeks = shell.asked.filter((one) => one.command === "audit").map((one) => one.ask);
  expect(weeks).toEqual([{ weeks_back: 0 }, { weeks_back: 1 }, { weeks_back: 2 }]);
  await user.click(screen.getByRole("radio", { name: "These 7 days" }));
  await screen.findByText("4 wrong PINs");
});

test("one person's lines, and an event of a later version keeps its place", async () => {
  const { user } = await audit();
  await user.click(await button(/^D\. Rivera/));
  await screen.findByRole("heading", { name: "D. Rivera", level: 1 });
  const lines = within(await screen.findByRole("list")).getAllByRole("listitem");
  expect(lines).toHaveLength(6);
  expect(lines[1]?.textContent).toContain("Looked at an episode");
  expect(lines[1]?.textContent).toContain("episode 3f2a91c0");
  expect(lines[4]?.textContent).toContain("Something that a newer version records");
  expect(screen.getByText("41 older lines are not shown.")).toBeTruthy();
});

test("a week is written into a file about an incident with the PIN, and who must be told is said", async () => {
  const { shell, user } = await audit();
  await user.click(await button("Write the file"));
  await screen.findByText("To write a file about an incident");
  await user.keyboard(shell.pin);
  await screen.findByText("143 lines are in it.");
  expect(screen.getByText(/^To read.*first72-incident-1790000000\.txt$/)).toBeTruthy();
  expect(screen.getByText(/^Report within one hour of finding it/)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "7 days before" }));
  expect(screen.queryByText("143 lines are in it.")).toBeNull();
});
