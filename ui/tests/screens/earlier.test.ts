import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import Earlier from "../../src/parts/Earlier.svelte";
import { install } from "../fake/install";
import { FakeShell } from "../fake/shell";
import { uninstall } from "../fake/show";
import { trouble } from "../fake/desk";

afterEach(uninstall);
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

/** A question as the shell gives it: with its newest earlier answers, and how many there are. */
function asked(count: number) {
  const shell = new FakeShell();
  shell.earlier_answers = () => ({ answers: answersOf(count) });
  install(shell);
  const earlier = answersOf(count).slice(0, 8);
  const question = { field: "age", kind: "number" as const, options: [], earlier };
  return { shell, props: { episode: "e1", question: { ...question, earlier_count: count } } };
}

const more = () => screen.queryByRole("button", { name: "More", hidden: true });

test("of many earlier answers the newest are drawn, and one tap brings the others", async () => {
  const user = userEvent.setup();
  const { props } = asked(MANY);
  const { container, rerender } = render(Earlier, props);
  const drawn = () => container.querySelectorAll("li").length;
  expect(drawn()).toBe(8);
  expect(container.textContent).toContain("30 earlier answers");
  expect(container.querySelector("li")?.textContent).toContain(String(MANY));
  await user.click(more() as HTMLElement);
  await expect.poll(drawn).toBe(MANY);
  expect(more()).toBeNull();
  // One more: what was asked for is not the whole any longer.
  const earlier = answersOf(MANY + 1).slice(0, 8);
  await rerender({ question: { ...props.question, earlier, earlier_count: MANY + 1 } });
  expect(drawn()).toBe(8);
  expect(container.querySelector("li")?.textContent).toContain(String(MANY + 1));
  expect(more()).not.toBeNull();
});

test("where the others cannot be had, that is said, and the newest stay", async () => {
  const user = userEvent.setup();
  const { shell, props } = asked(MANY);
  shell.refused.set("earlier_answers", trouble("episode.not_here"));
  const { container } = render(Earlier, props);
  await user.click(more() as HTMLElement);
  await screen.findByRole("alert", { hidden: true });
  expect(container.querySelectorAll("li")).toHaveLength(8);
  expect(more()).not.toBeNull();
});

test("a few earlier answers are all there", () => {
  const { container } = render(Earlier, asked(8).props);
  expect(container.querySelectorAll("li")).toHaveLength(8);
  expect(more()).toBeNull();
});
