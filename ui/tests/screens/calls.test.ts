import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

type Shown = ReturnType<typeof show>;
const HOTLINE = "Call the child protection hotline";
const CALL = /^Call 800-555-0100, Demo hotline$/;

async function fromEpisode(prepare?: Parameters<typeof show>[1]): Promise<Shown> {
  const shown = show({}, prepare);
  await shown.user.click(await screen.findByRole("button", { name: /amber river/ }));
  await shown.user.click(await screen.findByRole("button", { name: /^Call$/ }));
  await screen.findByRole("heading", { name: "Call", level: 1 });
  await screen.findByRole("heading", { name: "Call first" });
  return shown;
}

const asked = ({ shell }: Shown, command: string) =>
  shell.asked.filter((one) => one.command === command).map(({ ask }) => ask);

test("the page says who answers now, in words, with the day of the check and the words to say", async () => {
  await fromEpisode();
  const hotline = screen.getByText("Demo hotline").closest("li") as HTMLElement;
  expect(within(hotline).getByText("Answers day and night")).toBeTruthy();
  expect(within(hotline).getByText(/This is a first-responder call/)).toBeTruthy();
  expect(within(hotline).getByText(/Number checked on/)).toBeTruthy();
  const hub = screen.getByText("Demo medical hub").closest("li") as HTMLElement;
  expect(within(hub).getByText(/Closed now. Opens/)).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Medical hubs" })).toBeTruthy();
});

test("one tap begins the call; a device that cannot dial shows the number to read out", async () => {
  const shown = await fromEpisode();
  await shown.user.click(screen.getByRole("button", { name: CALL }));
  const call = await screen.findByRole("region", { name: "Demo hotline" });
  expect(within(call).getByText("800-555-0100")).toBeTruthy();
  expect(within(call).getByText(/This device cannot dial/)).toBeTruthy();
  expect(within(call).getByText(/This is a first-responder call/)).toBeTruthy();
  expect(asked(shown, "call_begin")).toEqual([
    { episode: "e1", step: null, contact: "hotline", usage: "call" },
  ]);
});

test("no command of a call takes a number", async () => {
  const shown = await fromEpisode();
  await shown.user.click(screen.getByRole("button", { name: CALL }));
  await screen.findByRole("region", { name: "Demo hotline" });
  const sent = JSON.stringify(shown.shell.asked);
  expect(sent).not.toContain("800-555-0100");
  expect(sent).not.toContain("8005550100");
});

test("what came of a call is one tap, and the next call waits for it", async () => {
  const shown = await fromEpisode();
  await shown.user.click(screen.getByRole("button", { name: CALL }));
  await screen.findByRole("region", { name: "Demo hotline" });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: CALL }).disabled).toBe(true);
  await shown.user.click(screen.getByRole("button", { name: "No answer" }));
  expect(await screen.findByText("Demo hotline · No answer")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: CALL }).disabled).toBe(false);
});

test("a call that was only tapped is taken back", async () => {
  const shown = await fromEpisode();
  await shown.user.click(screen.getByRole("button", { name: CALL }));
  await shown.user.click(await screen.findByRole("button", { name: "I did not call" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Demo hotline" })).toBeNull());
  expect(asked(shown, "call_drop")).toHaveLength(1);
});

test("killed behind the telephone, the call is there and asks what came of it", async () => {
  const shown = await fromEpisode((shell) => {
    shell.canDial = true;
    shell.call_begin({ episode: "e1", step: null, contact: "hotline", usage: "call" });
  });
  const call = await screen.findByRole("region", { name: "Demo hotline" });
  expect(within(call).queryByText(/This device cannot dial/)).toBeNull();
  await shown.user.click(within(call).getByRole("button", { name: "Answered" }));
  expect(await screen.findByText("Demo hotline · Answered")).toBeTruthy();
});

test("an answered call for a step asks for what they gave and does the step with the time of the call", async () => {
  const shown = show({ seeded: false }, (shell) => {
    shell.new_contact({
      at: { ms: shell.now, plus_minus_ms: null },
      station: "harbor",
      medical: null,
      link: null,
    });
  });
  const { user, shell } = shown;
  await user.click(await screen.findByRole("button", { name: /quiet maple/ }));
  await user.click(
    (await screen.findAllByRole("button", { name: new RegExp(HOTLINE) }))[0] as HTMLElement,
  );
  await user.click(await screen.findByRole("button", { name: "Call now" }));
  await user.click(await screen.findByRole("button", { name: CALL }));
  const at = shell.now;
  shell.now += 240_000;
  await user.click(await screen.findByRole("button", { name: "Answered" }));
  await user.type(await screen.findByLabelText(/19 digits/), "1234567890123456789");
  await user.click(screen.getByRole("button", { name: "Save, the step is done" }));
  await waitFor(() => expect(asked(shown, "step_event")).toHaveLength(1));
  expect(asked(shown, "step_event")[0]).toMatchObject({ kind: "done", at: { ms: at } });
  expect(JSON.stringify(asked(shown, "step_event")[0])).toContain("1234567890123456789");
});
