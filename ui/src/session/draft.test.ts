import { waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { install } from "../../tests/fake/install";
import { uninstall } from "../../tests/fake/show";
import { trouble } from "../../tests/fake/desk";
import { FakeShell } from "../../tests/fake/shell";
import { Draft } from "./draft.svelte";

afterEach(uninstall);

test("while one hand-over is under way only the newest words wait", async () => {
  const shell = new FakeShell();
  install(shell);
  const draft = new Draft("k");
  for (const text of ["a", "ab", "abc", "abcd"]) draft.put(text);
  await draft.settled();
  expect(shell.drafts.get("k")).toBe("abcd");
  expect(shell.asked.map(({ ask }) => (ask as { text: string }).text)).toEqual(["a", "abcd"]);
});

test("typed words are not overwritten by an old draft that comes late", async () => {
  const shell = new FakeShell();
  shell.drafts.set("k", "old");
  install(shell);
  const draft = new Draft("k");
  const recalled = draft.recall();
  draft.put("new");
  await recalled;
  expect(draft.text).toBe("new");
});

test("a full disk is said, and the next words are tried again", async () => {
  const shell = new FakeShell();
  install(shell);
  shell.failNext = trouble("vault.full");
  const draft = new Draft("k");
  draft.put("a");
  await draft.settled();
  expect(draft.trouble?.code).toBe("vault.full");
  draft.put("ab");
  await waitFor(() => expect(draft.trouble).toBeNull());
  expect(shell.drafts.get("k")).toBe("ab");
});
