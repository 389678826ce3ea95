import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import { trouble } from "../fake/desk";
import type { FakeShell } from "../fake/shell";
import { show, uninstall } from "../fake/show";
import { way } from "../../src/session/way.svelte";

afterEach(uninstall);

const button = (name: string | RegExp) => screen.findByRole("button", { name });

async function roster(prepare?: (shell: FakeShell) => unknown) {
  const shown = show({ role: "lead" }, prepare);
  await shown.user.click(await button("Settings"));
  await shown.user.click(await button("People and devices"));
  await screen.findByRole("heading", { name: "People and devices", level: 1 });
  return shown;
}

/** The PIN is asked for, and typed. */
async function typePin({ shell, user }: Awaited<ReturnType<typeof roster>>) {
  await screen.findByRole("heading", { name: "Your PIN, once more" });
  await user.keyboard(shell.pin);
  await waitFor(() =>
    expect(screen.queryByRole("heading", { name: "Your PIN, once more" })).toBeNull(),
  );
}

/** What was asked of the shell; an act that waits for the PIN is asked twice in the same words. */
const asked = (shell: FakeShell, command: string) =>
  shell.asked
    .filter((one) => one.command === command)
    .map((one) => one.ask)
    .filter((ask, at, all) => at === 0 || JSON.stringify(ask) !== JSON.stringify(all[at - 1]));

test("only who registers people is offered it", async () => {
  const { user } = show({ role: "deputy" });
  await user.click(await button("Settings"));
  await screen.findByRole("heading", { name: "Settings" });
  expect(screen.queryByRole("button", { name: "People and devices" })).toBeNull();
});

test("a device is taken in after the person was seen, and both read six words", async () => {
  const shown = await roster();
  const { shell, user } = shown;
  await user.click(await button("Take in a device"));
  const take = await button("Take it in");
  await user.type(await screen.findByLabelText("Code of the new device"), "F72-REQUEST-1:4K7Q");
  await user.type(screen.getByLabelText("Full name"), "Carla Invented");
  await user.type(screen.getByLabelText("Name beside what they write"), "C. Invented");
  await user.click(screen.getByRole("radio", { name: "Deputy" }));
  await user.type(screen.getByRole("combobox", { name: /^Station/ }), "harbor-1");
  expect(take).toHaveProperty("disabled", true);
  await user.click(screen.getByLabelText("I see the person, and the badge fits."));
  await user.click(take);
  await typePin(shown);
  expect(await screen.findByText(/saves are only on this phone/)).toBeTruthy();
  await user.click(await button("Sync now"));
  expect(await screen.findByText(/Everything is on the server/)).toBeTruthy();
  expect(await screen.findByRole("heading", { name: "Hand over the answer" })).toBeTruthy();
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toContain("1 amber");
  expect(asked(shell, "roster_approve")).toEqual([
    {
      request: "F72-REQUEST-1:4K7Q",
      person: null,
      new_person: {
        name: "Carla Invented",
        short_name: "C. Invented",
        agency: "Demo County",
        guest: false,
      },
      label: "Phone",
      role: { role: "deputy", station: "harbor-1", days: 365 },
    },
  ]);
  await user.click(await button("The words are the same"));
  expect(await button(/^C\. Invented/)).toBeTruthy();
});

test("somebody far away gets the answer as text, whose words are read aloud in a call", async () => {
  const shown = await roster();
  const { user } = shown;
  await user.click(await button("Take in a device"));
  await user.type(await screen.findByLabelText("Code of the new device"), "F72-REQUEST-1:4K7Q");
  await user.type(screen.getByLabelText("Full name"), "Carla Invented");
  await user.type(screen.getByLabelText("Name beside what they write"), "C. Invented");
  await user.click(screen.getByLabelText("I called them at a number that I knew before."));
  expect(screen.getByText(/seven days old at most/)).toBeTruthy();
  await user.click(await button("Take it in"));
  await typePin(shown);
  const words = () => screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(await screen.findByLabelText("The answer as text")).toBeTruthy();
  expect(screen.getByText(/Call the same number/)).toBeTruthy();
  expect(words()).not.toContain("1 amber");
  await user.click(screen.getByRole("radio", { name: "As a picture" }));
  expect(screen.getByRole("img", { name: "The answer as a picture" })).toBeTruthy();
  expect(words()).toContain("1 amber");
});

test("a code that is none is said, and nothing typed is lost", async () => {
  const { user } = await roster();
  await user.click(await button("Take in a device"));
  await user.type(await screen.findByLabelText("Code of the new device"), "hello");
  await user.type(screen.getByLabelText("Full name"), "Carla Invented");
  await user.type(screen.getByLabelText("Name beside what they write"), "C. Invented");
  await user.click(screen.getByLabelText("I see the person, and the badge fits."));
  await user.click(await button("Take it in"));
  expect(await screen.findByRole("alert")).toBeTruthy();
  expect(screen.getByLabelText("Full name")).toHaveProperty("value", "Carla Invented");
});

test("a lost device is ended after what that means was read, with a wipe unless it was replaced", async () => {
  const shown = await roster();
  const { shell, user } = shown;
  await user.click(await button(/^D\. Rivera/));
  await user.click(await button("This device is gone"));
  const end = await button("End this device");
  expect(end).toHaveProperty("disabled", true);
  await user.click(screen.getByRole("radio", { name: "It broke, or another takes its place" }));
  expect(screen.getByRole("radio", { name: "No, only cut it off" })).toHaveProperty(
    "checked",
    true,
  );
  await user.click(screen.getByRole("radio", { name: "It is lost or stolen" }));
  expect(screen.getByText(/Whoever opens it can read that/)).toBeTruthy();
  expect(screen.getByText(/never sent is not lost/)).toBeTruthy();
  await user.click(end);
  await typePin(shown);
  expect(await screen.findByText(/It is ended/)).toBeTruthy();
  expect(asked(shell, "roster_device_end")).toEqual([
    { device: "d2", reason: "lost", wipe: true, locked: null, pin_known: null },
  ]);
});

test("how a lost device was is asked, what that means is said with what it held, and others read it", async () => {
  const shown = await roster();
  const { shell, user } = shown;
  await user.click(await button(/^D\. Rivera/));
  await user.click(await button("This device is gone"));
  await user.click(await screen.findByRole("radio", { name: "It is lost or stolen" }));
  const group = (name: RegExp) => within(screen.getByRole("group", { name }));
  const seen = group(/last seen/);
  expect(
    await screen.findByText("amber river: Times, needs and steps, Investigation"),
  ).toBeTruthy();
  expect(screen.getByText(/Tell the lead of each one now/)).toBeTruthy();
  expect(screen.queryByRole("group", { name: /know its PIN/ })).toBeNull();
  await user.click(seen.getByRole("radio", { name: "Locked" }));
  expect(await screen.findByText(/Nobody can say if it opens/)).toBeTruthy();
  await user.click(group(/know its PIN/).getByRole("radio", { name: "No" }));
  expect(await screen.findByText(/stays shut/)).toBeTruthy();
  await user.click(group(/know its PIN/).getByRole("radio", { name: "Yes" }));
  expect(await screen.findByText("Take what it had loaded as read.")).toBeTruthy();
  // An open one opens without its PIN.
  await user.click(seen.getByRole("radio", { name: "Open" }));
  expect(screen.queryByRole("group", { name: /know its PIN/ })).toBeNull();
  expect(await screen.findByText("Take what it had loaded as read.")).toBeTruthy();
  await user.click(await button("End this device"));
  await typePin(shown);
  expect(await screen.findByText(/It is ended/)).toBeTruthy();
  expect(asked(shell, "roster_device_end")).toEqual([
    { device: "d2", reason: "lost", wipe: true, locked: false, pin_known: null },
  ]);
  way.home({ at: "roster_person", person: "p-D. Rivera" });
  expect(await screen.findByRole("heading", { name: "Ended devices" })).toBeTruthy();
  expect(screen.getByText(/It is lost or stolen\. 41 entries/)).toBeTruthy();
});

test("a right is given and another ended, after one more look", async () => {
  const shown = await roster();
  const { shell, user } = shown;
  await user.click(await button(/^D\. Rivera/));
  await user.click(await button("End this right"));
  expect(asked(shell, "roster_grant_end")).toEqual([]);
  await user.click(await button("Yes, end it"));
  await typePin(shown);
  await waitFor(() => expect(asked(shell, "roster_grant_end")).toEqual([{ id: "g1" }]));
  await user.click(await button("Give a right"));
  await user.click(screen.getByRole("radio", { name: "Station lead" }));
  await user.click(screen.getByRole("radio", { name: "90 days" }));
  await user.click(await button("Give this right"));
  await typePin(shown);
  await waitFor(() =>
    expect(asked(shell, "roster_grant_add")).toEqual([
      { person: "p-D. Rivera", role: { role: "station_lead", station: null, days: 90 } },
    ]),
  );
});

test("an agency leaves: what ends is shown, and ends as one act with the PIN", async () => {
  const shown = await roster();
  const { shell, user } = shown;
  await user.click(await button("An agency leaves"));
  await user.click(await screen.findByRole("radio", { name: "Demo Advocacy" }));
  expect(await screen.findByText("1 right, 1 device, at harbor-1")).toBeTruthy();
  expect(screen.getByText("amber heron")).toBeTruthy();
  expect(screen.getByText(/Whoever opens one can read that/)).toBeTruthy();
  expect(asked(shell, "agency_end")).toEqual([]);
  await user.click(screen.getByRole("radio", { name: /destroy what they hold/ }));
  await user.click(await button("End all of it"));
  await typePin(shown);
  expect(await screen.findByText(/All of it is ended/)).toBeTruthy();
  expect(asked(shell, "agency_end")).toEqual([
    { agency: "Demo Advocacy", devices: true, wipe: true },
  ]);
});

test("what waits is signed by another registrar only, and late saves are taken in", async () => {
  const shown = await roster((shell) => {
    shell.roster_unsigned = [
      { statement: "s1", name: "A. Okafor", compartments: ["MED"], mine: true },
      { statement: "s2", name: null, compartments: ["OPS"], mine: false },
    ];
    shell.roster_late = [{ device: "d9", name: "D. Rivera", saves: 2 }];
    shell.roster_two_roots = true;
  });
  const { shell, user } = shown;
  const alert = await screen.findByRole("alert");
  expect(within(alert).getByText(/Two roots claim this agency/)).toBeTruthy();
  expect(screen.getAllByRole("button", { name: "Sign it too" })).toHaveLength(1);
  await user.click(await button("Sign it too"));
  await typePin(shown);
  expect(screen.getByText("D. Rivera: 2 saves")).toBeTruthy();
  await user.click(await button("Take it in"));
  await typePin(shown);
  await waitFor(() => expect(asked(shell, "roster_adopt")).toEqual([{ id: "d9" }]));
  expect(asked(shell, "roster_cosign")).toEqual([{ id: "s2" }]);
});

test("a forgotten PIN: the code is shown in groups, and a refusal says what to do", async () => {
  const shown = await roster();
  const { shell, user } = shown;
  await user.click(await button("Somebody forgot their PIN"));
  await user.type(await screen.findByLabelText("Code of the locked device"), "F72-RELEASE-1:4K7Q");
  shell.failNext = trouble("release.sealed");
  await user.click(await button("Get the code"));
  expect(await screen.findByRole("alert")).toBeTruthy();
  await user.click(await button("Get the code"));
  await typePin(shown);
  expect(await screen.findByText("4K7QX2M")).toBeTruthy();
  expect(screen.getByText("For the device of D. Rivera")).toBeTruthy();
});

test("a device that was ended says so, with its receipt, before it can be set up again", async () => {
  show({ door: "no_profile" }, (shell) => {
    shell.leftBehind = { text: "F72-WIPED-1:4K7Q", qr: null, unsent: 2 };
  });
  expect(await screen.findByText("This device was ended by its registrar.")).toBeTruthy();
  expect(screen.getByText(/2 saves were never sent/)).toBeTruthy();
  expect(screen.getByLabelText("Receipt for the registrar")).toHaveProperty(
    "value",
    "F72-WIPED-1:4K7Q",
  );
});
