import { screen, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { show, uninstall } from "../fake/show";

afterEach(uninstall);

async function toTheSaves({ user }: ReturnType<typeof show>) {
  await user.click(await screen.findByRole("button", { name: /amber river/ }));
  await user.click(await screen.findByRole("button", { name: "Clock times" }));
  await user.click(await screen.findByRole("button", { name: /^Every save/ }));
  await screen.findByRole("heading", { name: "Every save" });
  return (await screen.findAllByRole("listitem")).filter((item) => item.matches(".card"));
}

test("each save says what it was about, what its device said, and what the log allows", async () => {
  const lines = await toTheSaves(show());
  expect(lines).toHaveLength(5);
  const line = (at: number) => within(lines[at] ?? document.body);
  expect(line(0).getByText("Not on the server yet.")).toBeTruthy();
  expect(line(1).getByText(/^Not on the server yet\. By the log: not before .+\.$/)).toBeTruthy();
  expect(line(3).getByText("Call the hotline")).toBeTruthy();
  expect(line(3).getByText(/^By the log: between .+ and .+\.$/)).toBeTruthy();
  expect(line(3).getByText(/^D\. Rivera · the device said .+$/)).toBeTruthy();
  expect(
    line(4).getByText(/^Episode started · First contact · Station · and 2 more$/),
  ).toBeTruthy();
  expect(line(4).getByText(/^By the log: not after .+\.$/)).toBeTruthy();
  expect(screen.queryByText(/do not fit/)).toBeNull();
});

test("a clock that was wrong is said, with who it was not to be asked", async () => {
  const started = show();
  started.shell.clocksDiffer = true;
  const lines = await toTheSaves(started);
  expect(screen.getByText(/^2 looks at the log are left out/)).toBeTruthy();
  const unfit = lines.find((line) => within(line).queryByText(/^These times do not fit/));
  expect(within(unfit as HTMLElement).getByText(/^Someone · the device said/)).toBeTruthy();
  expect(within(unfit as HTMLElement).getByText(/^It came late/)).toBeTruthy();
  expect(screen.getByText("The server’s clock was 2 h behind that device’s.")).toBeTruthy();
  expect(screen.getByText("The server’s clock was 1 h ahead of that device’s.")).toBeTruthy();
  expect(screen.getByText(/The next sync shows by when/)).toBeTruthy();
});

test("of very many saves the newest come first and the rest with a tap", async () => {
  const started = show();
  const { shell, user } = started;
  const few = shell.saves;
  shell.saves = (ask) => {
    const page = few(ask);
    const one = page.saves[0];
    if (one === undefined) throw new Error("the fake has saves");
    const many = Array.from({ length: 95 }, (_, at) => ({ ...one, hash: `many ${at}` }));
    return { ...page, saves: many };
  };
  expect(await toTheSaves(started)).toHaveLength(40);
  await user.click(screen.getByRole("button", { name: "More" }));
  await user.click(screen.getByRole("button", { name: "More" }));
  expect(screen.getAllByRole("listitem").filter((item) => item.matches(".card"))).toHaveLength(95);
  expect(screen.queryByRole("button", { name: "More" })).toBeNull();
});
