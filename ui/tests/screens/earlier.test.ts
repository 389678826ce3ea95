import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import Earlier from "../../src/parts/Earlier.svelte";

const MANY = 30;

/** The newest first, as the shell gives them. */
function answersOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    change: `c${at}`,
    answer: { kind: "given" as const, value: { kind: "number" as const, number: count - at } },
    by: "D. Rivera",
    at_ms: Date.UTC(2026, 10, 24, 9, 14) - at * 60_000,
  }));
}

test("of many earlier answers the newest are drawn, and one tap brings the others", async () => {
  const user = userEvent.setup();
  const question = { kind: "number" as const, options: [], earlier: answersOf(MANY) };
  const { container } = render(Earlier, { question });
  const drawn = () => container.querySelectorAll("li").length;
  expect(drawn()).toBe(8);
  expect(container.querySelector("li")?.textContent).toContain(String(MANY));
  await user.click(screen.getByRole("button", { name: "More", hidden: true }));
  expect(drawn()).toBe(MANY);
  expect(screen.queryByRole("button", { name: "More", hidden: true })).toBeNull();
});

test("a few earlier answers are all there", () => {
  const question = { kind: "number" as const, options: [], earlier: answersOf(8) };
  const { container } = render(Earlier, { question });
  expect(container.querySelectorAll("li")).toHaveLength(8);
  expect(screen.queryByRole("button", { hidden: true })).toBeNull();
});
