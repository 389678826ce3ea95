import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { way } from "../../src/session/way.svelte";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

type Shown = ReturnType<typeof show>;

/** From the episode to the copy as it would be read. */
async function offered(shown: Shown, basis = "The young person agrees"): Promise<void> {
  await screen.findByText("amber river");
  const episode = shown.shell.tonight().episodes[0]?.episode ?? "";
  way.go({ at: "share", episode });
  await shown.user.click(await screen.findByRole("checkbox", { name: /People who are safe/ }));
  await shown.user.click(screen.getByRole("radio", { name: /D. Rivera/ }));
  await shown.user.type(screen.getByLabelText("What is it for?"), "For the night car.");
  await shown.user.click(screen.getByRole("radio", { name: basis }));
  await shown.user.click(screen.getByRole("button", { name: "See what they will read" }));
  await screen.findByRole("heading", { name: "Exactly this, and nothing else" });
}

async function sign(): Promise<void> {
  const pad = screen.getByRole("img", { name: "The young person signs here" });
  // Without layout the box has no size of its own.
  vi.spyOn(pad, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 500, 200));
  await fireEvent.pointerDown(pad, { pointerId: 1, clientX: 50, clientY: 50 });
  await fireEvent.pointerMove(pad, { pointerId: 1, clientX: 150, clientY: 90 });
  await fireEvent.pointerUp(pad, { pointerId: 1 });
}

const giveButton = (): HTMLButtonElement => screen.getByRole("button", { name: "Share it" });

test("what somebody is entitled to is shown before anything is shared with them", async () => {
  const shown = show({ role: "advocate" });
  await screen.findByText("amber river");
  way.go({ at: "share", episode: shown.shell.tonight().episodes[0]?.episode ?? "" });
  await shown.user.click(await screen.findByRole("radio", { name: /D. Rivera/ }));
  expect(screen.getByText(/^deputy \(assignment\), until/)).toBeTruthy();
  expect(screen.getByText("It goes to 2 devices of theirs and nowhere else.")).toBeTruthy();
});

test("exactly what will be read is shown, all is explained, they sign, and the PIN is asked for", async () => {
  const shown = show({ role: "advocate" });
  await offered(shown);
  expect(screen.getByText("An invented aunt. An invented neighbor.")).toBeTruthy();
  expect(screen.queryByText("The invented library.")).toBeNull();
  expect(screen.getByText(/^Opened: they have read it/)).toBeTruthy();
  expect(giveButton().disabled).toBe(true);
  for (const point of [/^What sharing can bring/, /^It is your choice/, /^You can take it back/])
    await shown.user.click(screen.getByRole("checkbox", { name: point }));
  expect(giveButton().disabled).toBe(true);
  await sign();
  await expect.poll(() => giveButton().disabled).toBe(false);
  await shown.user.click(giveButton());
  await screen.findByText("To share a part of an episode");
  await shown.user.keyboard("25801470");
  expect(await screen.findByText(/^Shared. Sync now/)).toBeTruthy();
  const asked = shown.shell.asked.filter(({ command }) => command === "share_give").at(-1)?.ask;
  expect(asked).toMatchObject({
    giving: {
      parts: ["question:plan_safe_people"],
      days: 30,
      basis: "young_person",
      may_keep: false,
    },
    told_effects: true,
    told_voluntary: true,
    told_taking_back: true,
    witness: null,
    reference: null,
  });
});

test("a mark before a witness is a signature, and an empty one is none", async () => {
  const shown = show({ role: "advocate" });
  await offered(shown);
  for (const point of [/^What sharing can bring/, /^It is your choice/, /^You can take it back/])
    await shown.user.click(screen.getByRole("checkbox", { name: point }));
  await shown.user.click(screen.getByRole("checkbox", { name: /^They make a mark/ }));
  expect(giveButton().disabled).toBe(true);
  await shown.user.type(screen.getByLabelText("Who sees it?"), "W. Invented");
  expect(giveButton().disabled).toBe(false);
});

test("an order is not called consent: nobody signs, and it has a number", async () => {
  const shown = show({ role: "advocate" });
  await offered(shown, "A court ordered it");
  expect(screen.getByText(/^This is not consent/)).toBeTruthy();
  expect(screen.queryByRole("img", { name: "The young person signs here" })).toBeNull();
  expect(giveButton().disabled).toBe(true);
  await shown.user.type(screen.getByLabelText(/^Number or date/), "Invented 7");
  expect(giveButton().disabled).toBe(false);
});

test("one tap takes it back, without the PIN, and says which devices are still silent", async () => {
  const shown = show({ role: "advocate" }, (shell) => shell.sharedSome());
  await shown.user.click(await screen.findByRole("button", { name: "What was shared" }));
  expect(await screen.findByText("Destroyed on 1 of 2 devices.")).toBeTruthy();
  const back = screen.getByRole("region", { name: /^silver field/ }).textContent;
  expect(back).toContain("Not heard from tablet since");
  const held = screen.getByRole("region", { name: /^quiet maple/ }).textContent;
  expect(held).toContain("It must not be destroyed: An invented court order");
  await shown.user.click(screen.getByRole("button", { name: /^Take it back: amber river/ }));
  expect(await screen.findByText(/^Taken back. Sync now/)).toBeTruthy();
  expect(shown.shell.copies[0]?.state).toBe("taken_back");
});

test("whoever got it reads it with their name across it, and cannot copy it", async () => {
  const shown = show({ role: "deputy" }, (shell) => shell.sharedSome());
  await shown.user.click(await screen.findByRole("button", { name: "What was shared" }));
  await shown.user.click(await screen.findByRole("button", { name: /^Read it: lemon winter/ }));
  const words = await screen.findByText("An invented aunt. An invented neighbor.");
  const below = screen.getByText(/^D. Rivera · \w+ \d+, \d{4} \d\d:\d\d$/).textContent;
  const across = document.querySelector(".marks")?.getAttribute("data-marks") ?? "";
  expect(across.replaceAll("\u00a0", " ")).toContain(below);
  const copying = new Event("copy", { bubbles: true, cancelable: true });
  words.dispatchEvent(copying);
  expect(copying.defaultPrevented).toBe(true);
});
