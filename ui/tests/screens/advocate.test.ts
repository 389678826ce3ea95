import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

const open = async (page: string, role: "advocate" | "deputy" = "advocate") => {
  const shown = show({ role });
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await shown.user.click(await screen.findByRole("button", { name: page }));
  await screen.findByRole("heading", { name: page, level: 1 });
  return shown;
};

test("an officer is offered none of the advocate's pages", async () => {
  const { user } = show({ role: "deputy" });
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await screen.findByRole("heading", { name: "The 72 hours" });
  for (const name of ["Safety plan", "Keeping in touch", "What stays private", "Private notes"]) {
    expect(screen.queryByRole("button", { name })).toBeNull();
  }
});

test("the plan says first who alone can read it, and keeps each part as it is given", async () => {
  const { user, shell } = await open("Safety plan");
  expect(screen.getByText("Only Demo Advocacy can read this.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Write or change: Who is safe for me/ }));
  const words = screen.getByRole("textbox", { name: "Who is safe for me?" });
  await user.type(words, "my aunt Rosa");
  await user.click(screen.getByRole("button", { name: "Save these words" }));
  await user.click(await screen.findByRole("button", { name: "Close" }));
  expect(await screen.findByText("my aunt Rosa")).toBeTruthy();
  const saved = shell.asked.find(({ command }) => command === "answer")?.ask;
  expect(saved).toMatchObject({ field: "plan_safe" });
});

test("words of the plan that were typed and not saved come back", async () => {
  const { user, shell } = await open("Safety plan");
  await user.click(screen.getByRole("button", { name: /Write or change: Who is safe for me/ }));
  await user.type(screen.getByRole("textbox", { name: "Who is safe for me?" }), "my au");
  expect(shell.drafts.get("answer:e1:plan_safe")).toContain("my au");
});

test("the plan is made with one tap, and the tap goes when nothing is to be looked at", async () => {
  const { user } = await open("Safety plan");
  await user.click(screen.getByRole("button", { name: "We made the plan now" }));
  expect(await screen.findByText(/^Made .*Look at it again/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /We made|We looked/ })).toBeNull();
});

test("the limits of privacy can be said in either language, and only the time is shared", async () => {
  const { user, shell } = await open("What stays private");
  expect(screen.getByText(/The police don't get to hear it/)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "Español" }));
  expect(
    screen
      .getByText(/La policía no lo oye/)
      .closest("[lang]")
      ?.getAttribute("lang"),
  ).toBe("es");
  expect(screen.getByText(/Others learn only the time/)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "Spanish" }));
  await user.click(screen.getByRole("button", { name: "I explained it" }));
  expect(await screen.findByText(/^Explained/)).toBeTruthy();
  const tap = shell.asked.find(({ command }) => command === "step_event")?.ask;
  expect(tap).toMatchObject({
    step: "M90-11",
    kind: "done",
    evidence: { limits_language: { kind: "choice", code: "spanish" } },
  });
});

test("what may be told is sorted by who asks", async () => {
  const { user } = await open("What I may tell them");
  expect(screen.getByText(/food, rest, a break/)).toBeTruthy();
  expect(screen.getByText(/Your notes, or whether there are any/)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "Parents and family" }));
  expect(screen.getByText("Whether you know them.")).toBeTruthy();
  expect(screen.queryByText(/food, rest, a break/)).toBeNull();
});

test("needs are two taps each: asked and given", async () => {
  const { user, shell } = await open("Needs and comfort bag");
  await user.click(screen.getByRole("checkbox", { name: "Asked for: Water" }));
  await user.click(screen.getByRole("checkbox", { name: "Asked for: Shoes" }));
  await user.click(screen.getByRole("checkbox", { name: "Given: Water" }));
  const codes = shell.asked.flatMap(({ command, ask }) => (command === "answer" ? [ask] : []));
  expect(codes).toMatchObject([
    { field: "needs", answer: { value: { codes: ["water"] } } },
    { field: "needs", answer: { value: { codes: ["water", "shoes"] } } },
    { field: "needs_given", answer: { value: { codes: ["water"] } } },
  ]);
});

test("a need that could not be saved is not marked, and can be tapped again", async () => {
  const { user, shell } = await open("Needs and comfort bag");
  const water = () => screen.getByRole<HTMLInputElement>("checkbox", { name: "Asked for: Water" });
  shell.failNext = { code: "vault.full", fields: {} };
  await user.click(water());
  expect((await screen.findByRole("alert")).textContent).toContain("This device is full");
  expect(water().checked).toBe(false);
  await user.click(water());
  await waitFor(() => expect(water().checked).toBe(true));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a contact is what came of it, by which way, and when", async () => {
  const { user, shell } = await open("Keeping in touch");
  await user.click(screen.getByRole("radio", { name: "I tried" }));
  expect(screen.queryByRole("checkbox", { name: /safety plan/ })).toBeNull();
  await user.click(screen.getByRole("radio", { name: "We were in touch" }));
  await user.click(screen.getByRole("radio", { name: "Text message" }));
  await user.click(screen.getByRole("checkbox", { name: "We looked at the safety plan" }));
  await user.click(screen.getByRole("button", { name: "Save this contact" }));
  const log = (await screen.findByRole("heading", { name: "Contacts so far" })).closest("section");
  expect(
    within(log ?? document.body).getByText(/We were in touch · Text message · with/),
  ).toBeTruthy();
  const tap = shell.asked.find(({ command }) => command === "contact_log")?.ask;
  expect(tap).toMatchObject({ result: "made", how: "text", plan_seen: true });
});

test("a break is their wish and the way back is one tap", async () => {
  const { user } = await open("Keeping in touch");
  await user.click(screen.getByRole("button", { name: "They want a break" }));
  expect(await screen.findByText(/Nothing is due until they are back/)).toBeTruthy();
  expect(screen.queryByText("Next contact")).toBeNull();
  await user.click(screen.getByRole("button", { name: "They are back in touch" }));
  await user.click(screen.getByRole("radio", { name: "Call" }));
  expect(await screen.findByText("Next contact")).toBeTruthy();
});

test("at day 90 the young person decides", async () => {
  const { user, shell } = await open("Keeping in touch");
  await user.click(screen.getByText("Day 90: the young person decides", { selector: "summary" }));
  await user.click(screen.getByRole("radio", { name: "Take a break" }));
  expect(await screen.findByText("Saved. This was their decision.")).toBeTruthy();
  const tap = shell.asked.find(({ command }) => command === "step_event")?.ask;
  expect(tap).toMatchObject({ step: "D90-08", evidence: { day90_decision: { code: "pause" } } });
});

test("who can read an episode is said with what each of them can do", async () => {
  await open("Who can read this", "deputy");
  expect(screen.getByRole("heading", { name: "Times, needs and steps" })).toBeTruthy();
  expect(screen.queryByRole("heading", { name: "What the advocate keeps" })).toBeNull();
  const willRead = screen.getByText("N. Rivera").closest("li");
  expect(willRead?.textContent).toContain("Gets the key at the next sync");
  const hadKey = screen.getByText("E. Tran").closest("li");
  expect(hadKey?.textContent).toContain("Keeps what there was until then");
});

test("what is here and what a server sees is said with this device's own counts", async () => {
  const { user } = show({ role: "advocate" });
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  await user.click(await screen.findByRole("button", { name: "What is on this phone" }));
  expect(await screen.findByText("143 sealed saves, 96 KB")).toBeTruthy();
  expect(screen.getByText("3 saves are only here.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Back" }));
  await user.click(await screen.findByRole("button", { name: "What the server sees" }));
  expect(
    await screen.findByText(/140 sealed saves in 5 drawers without a name, from 4 devices/),
  ).toBeTruthy();
  expect(screen.getByText(/whether an advocate wrote anything/)).toBeTruthy();
});
