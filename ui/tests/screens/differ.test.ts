import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

test("an answer that differs is said on tonight and on the episode until somebody settles it", async () => {
  const { user } = show();
  const card = await screen.findByRole("button", { name: /amber river/ });
  expect(card.textContent).toContain("1 answer differs");
  await user.click(card);
  await user.click(await screen.findByRole("button", { name: "Answers differ: Age as told" }));
  const conflict = await screen.findByRole("region", { name: "These answers differ" });
  expect(within(conflict).getAllByRole("listitem")).toHaveLength(2);
  await user.click(within(conflict).getByRole("button", { name: "This is right: 15" }));
  await waitFor(() => expect(screen.queryByText("These answers differ")).toBeNull());
  await user.click(screen.getByRole("button", { name: "Back" }));
  await screen.findByRole("heading", { name: "amber river" });
  await screen.findByRole("button", { name: /^Questions/ });
  expect(screen.queryByText(/answers? differs?/)).toBeNull();
});

test("the same answer of two people is no difference", async () => {
  const { user } = show({}, (shell) => {
    for (const by of ["one", "other"])
      shell.answer({
        episode: "e1",
        field: "interpreter",
        answer: { kind: "given", value: { kind: "flag", yes: by !== "" } },
        replaces: [],
      });
  });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: /^Questions/ }));
  await user.click(await screen.findByRole("button", { name: /^The phone/ }));
  const asked = await screen.findByRole("article", { name: "Is an interpreter needed?" });
  expect(within(asked).getByRole<HTMLInputElement>("radio", { name: "Yes" }).checked).toBe(true);
  expect(screen.queryByText("These answers differ")).toBeNull();
});
