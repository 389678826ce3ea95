import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

/** The page "who can read this" of the first episode. */
async function readers(shared: boolean) {
  const shown = show({ role: "advocate" }, (shell) => {
    if (shared) shell.sharedSome();
  });
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await shown.user.click(await screen.findByRole("button", { name: "Who can read this" }));
  await screen.findByRole("heading", { name: "Times, needs and steps" });
}

/** The cards of copies, in the order of the page. */
const cards = () =>
  screen
    .getAllByRole("heading", { name: "A copy: Safety plan" })
    .map((heading) => within(heading.closest("section") ?? heading));

test("without copies nothing is said of any", async () => {
  await readers(false);
  expect(screen.queryByRole("heading", { name: /^A copy/ })).toBeNull();
});

test("a copy is named with its part, its readers, until when, and what their devices did with it", async () => {
  await readers(true);
  const [open, , ended] = cards();
  expect(open?.getByText(/^To D. Rivera, Demo County · Until/)).toBeTruthy();
  expect(open?.getByText("It can be read now.")).toBeTruthy();
  expect(open?.getByText("phone: opened")).toBeTruthy();
  expect(open?.getByText("tablet: not opened, as far as is known here")).toBeTruthy();
  expect(open?.getByText("D. Rivera").closest("li")?.textContent).toContain("Can read it");
  expect(open?.getByText("A. Okafor").closest("li")?.textContent).toContain("(you)");
  expect(ended?.getByText("It was taken back.")).toBeTruthy();
  expect(ended?.getByText("phone: opened, then destroyed")).toBeTruthy();
  expect(ended?.getByText("D. Rivera").closest("li")?.textContent).toContain("Had its key");
  expect(ended?.queryByText(/The next save makes a new one/)).toBeNull();
});

test("where only the ground is here, no more than that is said", async () => {
  await readers(true);
  const far = cards().at(-1);
  expect(far?.getByText(/^To somebody whose name is not known here, another agency/)).toBeTruthy();
  expect(far?.getByText("Whether it was opened is not known here.")).toBeTruthy();
  expect(far?.getByText(/^This phone does not have its keys/)).toBeTruthy();
  expect(far?.queryByText("D. Rivera")).toBeNull();
});
