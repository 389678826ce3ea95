import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

async function open(prepare?: (shell: FakeShell) => void) {
  const shown = show({}, prepare);
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await screen.findByRole("heading", { name: "The 72 hours" });
  return shown;
}

const asked = (shell: FakeShell, command: string) =>
  shell.asked.filter((one) => one.command === command).map(({ ask }) => ask);

test("another young person of the same operation is one tap away, with its time and station", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("button", { name: "Another young person here" }));
  await screen.findByRole("heading", { name: "New contact" });
  expect(await screen.findByText("In the same operation as amber river.")).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Harbor Demo" }).checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Earlier" }).checked).toBe(true);
  await user.click(screen.getByRole("radio", { name: "None seen" }));
  await user.click(screen.getByRole("button", { name: "Start" }));
  await screen.findByRole("heading", { name: "quiet maple" });
  expect(asked(shell, "new_contact")).toMatchObject([
    {
      at: { ms: shell.now - 72 * 60_000 },
      station: "harbor",
      link: { kind: "same_operation", episode: "e1" },
    },
  ]);
  await user.click(await screen.findByRole("button", { name: /Same operation: amber river/ }));
  await screen.findByRole("heading", { name: "amber river" });
  expect(await screen.findByRole("button", { name: /Same operation: quiet maple/ })).toBeTruthy();
});

test("a contact with a young person who was met before says whom to tell first", async () => {
  const { shell, user } = show();
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  await user.click(await screen.findByRole("radio", { name: "Harbor Demo" }));
  await user.click(screen.getByRole("radio", { name: "None seen" }));
  await user.click(screen.getByText("Met this young person before?", { selector: "summary" }));
  await user.click(screen.getByRole("radio", { name: /silver field/ }));
  expect(screen.getByText("Met before, as silver field.")).toBeTruthy();
  expect(shell.drafts.get("contact")).toContain('"before":"e2"');
  await user.click(screen.getByRole("button", { name: "Start" }));
  await screen.findByRole("heading", { name: "quiet maple" });
  expect(asked(shell, "new_contact")).toMatchObject([
    { link: { kind: "same_youth", episode: "e2" } },
  ]);
  expect(await screen.findByText(/^Tell B. Lindqvist first/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^To the step/ }));
  await screen.findByRole("button", { name: "Done" });
});

test("which record it is comes back after the app died", async () => {
  const { user } = show({}, (shell) => {
    const at = { ms: shell.now, plus_minus_ms: null };
    const kept = { at, station: "harbor", medical: null, before: "e2" };
    shell.drafts.set("contact", JSON.stringify(kept));
  });
  await user.click(await screen.findByRole("button", { name: "New contact" }));
  expect(await screen.findByText("Met before, as silver field.")).toBeTruthy();
});

test("two episodes are linked afterwards, and a link by mistake is taken back", async () => {
  const { shell, user } = await open();
  await user.click(screen.getByRole("button", { name: "Other episodes" }));
  const field = await screen.findByRole("group", { name: "silver field" });
  await user.click(within(field).getByRole("button", { name: "Same young person" }));
  expect(await screen.findByText(/^Met before as silver field, /)).toBeTruthy();
  expect(screen.queryByRole("group", { name: "silver field" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Take the link back: silver field" }));
  expect(await screen.findByText("Nothing is linked with this episode.")).toBeTruthy();
  expect(asked(shell, "link")).toMatchObject([{ on: true }, { on: false }]);
});

test("an old time that is taken over is shown as it is, and may be changed to now", async () => {
  const { shell, user } = show();
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: "Another young person here" }));
  await user.click(await screen.findByRole("radio", { name: "Now" }));
  await user.click(screen.getByRole("radio", { name: "None seen" }));
  await user.click(screen.getByRole("button", { name: "Start" }));
  await screen.findByRole("heading", { name: "quiet maple" });
  const [ask] = asked(shell, "new_contact") as { at: { ms: number } }[];
  expect(Math.abs((ask?.at.ms ?? 0) - shell.now)).toBeLessThan(60_000);
});
