import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import CodeField from "../../src/parts/CodeField.svelte";

test("an answer with the directory of a whole county is read from its file to the end", async () => {
  const user = userEvent.setup();
  const code = `F72-APPROVAL-1:${"A".repeat(200_000)}Z`;
  render(CodeField, { label: "The answer", fileLabel: "Open a file", value: "", first: true });
  const field = screen.getByLabelText<HTMLTextAreaElement>("The answer");
  expect(document.activeElement).toBe(field);
  await user.upload(
    screen.getByLabelText("Open a file"),
    new File([code], "answer.txt", { type: "text/plain" }),
  );
  await waitFor(() => expect(field.value).toHaveLength(code.length));
  expect(field.value.endsWith("Z")).toBe(true);
});
