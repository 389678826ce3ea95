import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

type Shown = ReturnType<typeof show>;

async function open(prepare?: Parameters<typeof show>[1]): Promise<Shown> {
  const shown = show({}, prepare);
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await shown.user.click(await screen.findByRole("button", { name: "Rights" }));
  await screen.findByRole("heading", { name: "Rights", level: 1 });
  await screen.findByRole("heading", { name: /What do they say/ });
  return shown;
}

const acts = ({ shell }: Shown) =>
  shell.asked
    .filter(({ command }) => command === "rights_tap")
    .map(({ ask }) => (ask as { act: { kind: string } }).act);

async function sayNo({ user }: Shown): Promise<void> {
  await user.click(screen.getByRole("radio", { name: "A clear no" }));
  await user.click(await screen.findByRole("button", { name: "Read the waiver together" }));
  await screen.findByRole("heading", { name: "Choosing to talk without an advocate", level: 1 });
}

/** Draws a line on the pad, and lifts the finger or is cut off. */
async function draw(end: "up" | "cut off" = "up"): Promise<void> {
  const pad = screen.getByRole("img", { name: "Signature of the young person" });
  pad.getBoundingClientRect = () => new DOMRect(0, 0, 500, 200);
  const at = (clientX: number, clientY: number) => ({ pointerId: 1, clientX, clientY });
  await fireEvent.pointerDown(pad, at(50, 100));
  await fireEvent.pointerMove(pad, at(100, 60));
  await fireEvent.pointerMove(pad, at(150, 120));
  if (end === "up") await fireEvent.pointerUp(pad, at(150, 120));
  else await fireEvent.pointerCancel(pad, at(150, 120));
}

test("telling the right is one tap: how, in which language, saved at once", async () => {
  const shown = await open();
  await shown.user.click(screen.getByRole("radio", { name: "Español" }));
  await shown.user.click(screen.getByRole("button", { name: "Spoken" }));
  expect(await screen.findByText(/Told: Spoken/)).toBeTruthy();
  expect(acts(shown)).toEqual([{ kind: "tell", how: "spoken", language: "es" }]);
});

test("the benefits are told one by one, each saved with the ones before", async () => {
  const shown = await open();
  const card = screen.getByRole("article", { name: "Told what an advocate is for" });
  await shown.user.click(within(card).getByRole("checkbox", { name: /stays private/ }));
  await within(card).findByText("Saved.");
  await waitFor(() => {
    expect(
      within(card).getByRole<HTMLInputElement>("checkbox", { name: /just for you/ }).disabled,
    ).toBe(false);
  });
  await shown.user.click(within(card).getByRole("checkbox", { name: /just for you/ }));
  await waitFor(() => {
    const saved = shown.shell.asked.filter(({ command }) => command === "answer");
    expect(saved.at(-1)?.ask).toMatchObject({
      answer: { value: { kind: "choices", codes: ["stays_private", "here_for_you"] } },
    });
  });
});

test("without a clear no there is no way to a waiver, only to the advocate", async () => {
  const { user } = await open();
  expect(screen.getByText(/No clear no: get the advocate/)).toBeTruthy();
  await user.click(screen.getByRole("radio", { name: "Not sure yet" }));
  await screen.findByText("Saved.");
  expect(screen.queryByRole("button", { name: "Read the waiver together" })).toBeNull();
  expect(screen.getByRole("button", { name: "Get the advocate" })).toBeTruthy();
});

test("a waiver is read in their language, signed on the screen, and shown again as it was drawn", async () => {
  const shown = await open();
  await sayNo(shown);
  await shown.user.click(screen.getByRole("radio", { name: "Español" }));
  expect(screen.getByText(/No tienes que firmar/)).toBeTruthy();
  await draw();
  await shown.user.click(screen.getByRole("button", { name: "Save with this signature" }));
  const picture = await screen.findByRole("img", { name: "The signature" });
  expect(picture.querySelector("path")?.getAttribute("d")).toBe("M100 200L200 120L300 240");
  expect(acts(shown)).toEqual([
    {
      kind: "waive",
      language: "es",
      strokes: [
        [
          [100, 200],
          [200, 120],
          [300, 240],
        ],
      ],
    },
  ]);
  expect(shown.shell.drafts.size).toBe(0);
});

test("a signature cannot be saved before there is a line, and no signature is an answer too", async () => {
  const shown = await open();
  await sayNo(shown);
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save with this signature" });
  expect(save.disabled).toBe(true);
  await shown.user.click(screen.getByRole("button", { name: "They do not want to sign" }));
  expect(await screen.findByText(/did not want to sign. This counts/)).toBeTruthy();
  expect(acts(shown)).toMatchObject([{ kind: "waive", strokes: null }]);
});

test("a call that comes in, or an app that is killed in the middle of a signature, loses no line", async () => {
  const shown = await open();
  await sayNo(shown);
  await draw("cut off");
  await waitFor(() =>
    expect(shown.shell.drafts.get("signature:e1")).toBe("[[[100,200],[200,120],[300,240]]]"),
  );
  await uninstall();
  const again = show({}, (shell) => {
    shell.drafts.set("signature:e1", "[[[100,200],[200,120],[300,240]]]");
  });
  await again.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await again.user.click(await screen.findByRole("button", { name: "Rights" }));
  await screen.findByRole("heading", { name: /What do they say/ });
  await sayNo(again);
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save with this signature" });
  await waitFor(() => expect(save.disabled).toBe(false));
  await draw();
  await again.user.click(save);
  await screen.findByRole("img", { name: "The signature" });
  const strokes = (acts(again)[0] as unknown as { strokes: unknown[] }).strokes;
  expect(strokes).toHaveLength(2);
});

test("a change of mind is one tap, and the advocate is to be found", async () => {
  const shown = await open();
  await sayNo(shown);
  await shown.user.click(screen.getByRole("button", { name: "They do not want to sign" }));
  await shown.user.click(await screen.findByRole("button", { name: "They changed their mind" }));
  expect(await screen.findByText(/no longer counts. Get the advocate before/)).toBeTruthy();
  expect(acts(shown).at(-1)).toEqual({ kind: "revoke" });
});

test("the question is asked again before the next interview", async () => {
  const shown = await open();
  await sayNo(shown);
  await shown.user.click(screen.getByRole("button", { name: "They do not want to sign" }));
  await shown.user.click(await screen.findByRole("button", { name: /Next interview or exam/ }));
  expect(await screen.findByText("Saved. Ask them again now.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "They changed their mind" })).toBeNull();
});

test("a support person is kept out with a reason, which survives leaving the screen; an advocate never is", async () => {
  const shown = await open();
  await shown.user.click(screen.getByRole("button", { name: "Keep the support person out" }));
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save: kept out" });
  expect(save.disabled).toBe(true);
  await shown.user.type(screen.getByLabelText("Why?"), "Invented");
  expect(shown.shell.drafts.get("kept-out:e1")).toBe("Invented");
  await shown.user.click(save);
  expect(await screen.findByText("Kept out: Invented")).toBeTruthy();
  expect(screen.queryAllByRole("button", { name: /advocate out/ })).toHaveLength(0);
});

test("the name stays private while nobody answered, and the screen says so", async () => {
  const shown = await open();
  expect(screen.getByText("No answer means: the name stays private.")).toBeTruthy();
  await shown.user.click(screen.getByRole("button", { name: "I told them" }));
  expect(await screen.findByText(/^Told \d/)).toBeTruthy();
  await shown.user.click(screen.getByRole("button", { name: "Card given now" }));
  expect(await screen.findByText(/Card given \d/)).toBeTruthy();
});
