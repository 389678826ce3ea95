import { screen, within, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { trouble } from "../fake/desk";
import { show, uninstall } from "../fake/show";

const BIRTH_DRAFT = "answer:e1:birth";

afterEach(uninstall);

async function topic(name: string, prepare?: Parameters<typeof show>[1]) {
  const shown = show({}, prepare);
  const { user } = shown;
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: /Questions/ }));
  await user.click(await screen.findByRole("button", { name: new RegExp(name) }));
  await screen.findByRole("heading", { name, level: 1 });
  return shown;
}

const answers = (shell: ReturnType<typeof show>["shell"]) =>
  shell.asked.filter(({ command }) => command === "answer").map(({ ask }) => ask);

test("a tapped answer is saved as it is given", async () => {
  const { shell, user } = await topic("The phone");
  await user.click(screen.getByRole("radio", { name: "No phone" }));
  expect(await screen.findByText("Saved.")).toBeTruthy();
  expect(answers(shell)).toEqual([
    {
      episode: "e1",
      field: "phone_state",
      answer: { kind: "given", value: { kind: "choice", code: "none" } },
      replaces: [],
    },
  ]);
});

test("unknown, not asked and declined are three answers on every question", async () => {
  const { shell, user } = await topic("The phone");
  const card = screen.getByRole("article", { name: "Where is the phone?" });
  for (const name of ["Unknown", "Not asked", "Declined"]) {
    const radio = within(card).getByRole<HTMLInputElement>("radio", { name });
    await user.click(radio);
    await waitFor(() => expect(radio.checked).toBe(true));
    await waitFor(() => expect(radio.closest("fieldset")?.disabled).toBe(false));
  }
  const kinds = answers(shell).map((ask) => (ask as { answer: { kind: string } }).answer.kind);
  expect(kinds).toEqual(["unknown", "not_asked", "declined"]);
  for (const card of screen.getAllByRole("article")) {
    expect(within(card).getByRole("radio", { name: "Not asked" })).toBeTruthy();
  }
});

test("a tap by mistake is taken back with one tap, to what stood before or to nothing asked", async () => {
  const { shell, user } = await topic("Name and language");
  const card = screen.getByRole("article", { name: "Language" });
  const radio = (name: string) => within(card).getByRole<HTMLInputElement>("radio", { name });
  expect(radio("Spanish").checked).toBe(true);
  await user.click(radio("English"));
  await user.click(await within(card).findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(radio("Spanish").checked).toBe(true));
  expect(within(card).queryByRole("button", { name: "Undo" })).toBeNull();
  const [mistake, back] = answers(shell) as { replaces: string[]; answer: unknown }[];
  expect(back?.answer).toEqual({ kind: "given", value: { kind: "choice", code: "es" } });
  expect(back?.replaces).not.toEqual(mistake?.replaces);
  expect(within(card).getByText("Saved.")).toBeTruthy();
});

test("a first answer by mistake goes back to not asked", async () => {
  const { shell, user } = await topic("The phone");
  const card = screen.getByRole("article", { name: "Where is the phone?" });
  await user.click(within(card).getByRole("radio", { name: "No phone" }));
  await user.click(await within(card).findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(answers(shell)).toHaveLength(2));
  expect(answers(shell).at(-1)).toMatchObject({ answer: { kind: "not_asked" } });
});

test("a later answer replaces exactly the one that was seen", async () => {
  const { shell, user } = await topic("Name and language");
  await user.click(screen.getByRole("radio", { name: "English" }));
  await screen.findByText("Saved.");
  const [given] = answers(shell) as { replaces: string[] }[];
  expect(given?.replaces).toHaveLength(1);
});

test("different answers of two people are both shown, and a tap settles them", async () => {
  const { shell, user } = await topic("Name and language");
  const conflict = screen.getByRole("region", { name: "These answers differ" });
  expect(within(conflict).getByText(/All are kept/)).toBeTruthy();
  expect(within(conflict).getByText(/^A. Okafor, /)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /16/ }));
  await waitFor(() => expect(screen.queryByText("These answers differ")).toBeNull());
  const [given] = answers(shell) as { replaces: string[]; answer: unknown }[];
  expect(given?.replaces).toHaveLength(2);
  expect(given?.answer).toEqual({ kind: "given", value: { kind: "number", number: 16 } });
});

test("typed words are a draft with the shell until they are saved", async () => {
  const { shell, user } = await topic("Name and language");
  const card = screen.getByRole("article", { name: "What name should I use?" });
  await user.type(within(card).getByRole("textbox"), "Sky");
  await waitFor(() =>
    expect(shell.drafts.get("answer:e1:name_to_use")).toBe('{"kind":"text","text":"Sky"}'),
  );
  expect(answers(shell)).toHaveLength(0);
  await user.click(within(card).getByRole("button", { name: "Save this name" }));
  await screen.findByText("Saved.");
  expect(shell.drafts.has("answer:e1:name_to_use")).toBe(false);
});

test("a draft comes back to its question, a name covered", async () => {
  const { user } = await topic("Name and language", (shell) =>
    shell.drafts.set("answer:e1:name_to_use", '{"kind":"text","text":"Sk"}'),
  );
  const card = screen.getByRole("article", { name: "What name should I use?" });
  expect(await within(card).findByText("Name kept. Tap to show")).toBeTruthy();
  await user.click(within(card).getByRole("button", { name: "Change the name" }));
  expect(within(card).getByRole<HTMLInputElement>("textbox").value).toBe("Sk");
});

test("a full disk is said and the typed words stay", async () => {
  const { shell, user } = await topic("Name and language");
  const card = screen.getByRole("article", { name: "What name should I use?" });
  await user.type(within(card).getByRole("textbox"), "Sky");
  await waitFor(() => expect(shell.drafts.size).toBe(1));
  shell.failNext = trouble("vault.full");
  await user.click(within(card).getByRole("button", { name: "Save this name" }));
  expect(await screen.findByText(/This device is full/)).toBeTruthy();
  expect(within(card).getByRole<HTMLTextAreaElement>("textbox").value).toBe("Sky");
});

test("questions for later wait behind one tap and are never asked of the youth when they are looked up", async () => {
  const { user } = await topic("The phone");
  expect(screen.queryByRole("article", { name: "Birth date, if known" })).toBeNull();
  await user.click(screen.getByRole("button", { name: /Questions for later/ }));
  const card = screen.getByRole("article", { name: "Birth date, if known" });
  expect(within(card).getByText(/Do not ask the youth/)).toBeTruthy();
});

test("half a day is a draft, and no answer yet", async () => {
  const { shell, user } = await topic("The phone");
  await user.click(screen.getByRole("button", { name: /Questions for later/ }));
  const card = screen.getByRole("article", { name: "Birth date, if known" });
  await user.type(within(card).getByLabelText("Year"), "2011");
  await user.type(within(card).getByLabelText("Day"), "08");
  await waitFor(() =>
    expect(shell.drafts.get(BIRTH_DRAFT)).toBe('{"kind":"date","year":2011,"month":0,"day":8}'),
  );
  expect(within(card).queryByRole("button", { name: "Save this date" })).toBeNull();
});

test("half a day comes back to its parts", async () => {
  const { user } = await topic("The phone", (shell) =>
    shell.drafts.set(BIRTH_DRAFT, '{"kind":"date","year":2011,"month":0,"day":8}'),
  );
  await user.click(screen.getByRole("button", { name: /Questions for later/ }));
  const card = screen.getByRole("article", { name: "Birth date, if known" });
  const part = (name: string) => within(card).getByLabelText<HTMLInputElement>(name).value;
  await waitFor(() => expect(part("Year")).toBe("2011"));
  expect(part("Month")).toBe("");
  expect(part("Day")).toBe("8");
});

test("words that are emptied to be written anew stay empty", async () => {
  const { user } = await topic("The phone");
  await user.click(screen.getByRole("button", { name: /Questions for later/ }));
  const card = screen.getByRole("article", { name: "Birth date, if known" });
  const year = within(card).getByLabelText<HTMLInputElement>("Year");
  await user.type(year, "2011");
  await user.type(within(card).getByLabelText("Month"), "2");
  await user.type(within(card).getByLabelText("Day"), "28");
  await user.click(within(card).getByRole("button", { name: "Save this date" }));
  await screen.findByText("Saved.");
  for (const part of ["Year", "Month", "Day"]) await user.clear(within(card).getByLabelText(part));
  expect(year.value).toBe("");
});

test("a day counts when it exists", async () => {
  const { shell, user } = await topic("The phone");
  await user.click(screen.getByRole("button", { name: /Questions for later/ }));
  const card = screen.getByRole("article", { name: "Birth date, if known" });
  await user.type(within(card).getByLabelText("Year"), "2011");
  await user.type(within(card).getByLabelText("Month"), "2");
  await user.type(within(card).getByLabelText("Day"), "30");
  expect(within(card).queryByRole("button", { name: "Save this date" })).toBeNull();
  expect(within(card).getByText(/There is no such day/)).toBeTruthy();
  await user.clear(within(card).getByLabelText("Day"));
  await user.type(within(card).getByLabelText("Day"), "28");
  await user.click(within(card).getByRole("button", { name: "Save this date" }));
  await screen.findByText("Saved.");
  expect(answers(shell)).toMatchObject([
    { answer: { kind: "given", value: { kind: "date", year: 2011, month: 2, day: 28 } } },
  ]);
});

test("an item of a list is answered under its own key", async () => {
  const { shell, user } = await topic("The team");
  const badge = screen.getAllByRole("article", { name: "Badge or car" })[0];
  if (badge === undefined) throw new Error("no badge question");
  await user.type(within(badge).getByRole("textbox"), "Unit 12");
  await user.click(within(badge).getByRole("button", { name: "Save" }));
  await screen.findByText("Saved.");
  expect(answers(shell)).toMatchObject([{ field: "team_badge@advocate" }]);
});

test("the screen says which answer switched which steps, and what stays on to be safe", async () => {
  const { user } = await topic("Name and language");
  await user.click(screen.getByRole("radio", { name: "English" }));
  expect(await screen.findByText("Because of this answer:")).toBeTruthy();
  expect(screen.getByText("Now on the list:").parentElement?.textContent).toContain(
    "Interpreter by phone",
  );
  const card = screen.getByRole("article", { name: "Language" });
  await user.click(within(card).getByRole("radio", { name: "Unknown" }));
  expect(await screen.findByText(/Kept on to be safe, because nobody knows/)).toBeTruthy();
});
