// What is photographed: a start for the fake shell, then taps that lead to the screen.
export const scenes = [
  { name: "unlock", start: "door=locked" },
  {
    name: "unlock-missed",
    start: "door=locked",
    act: async (page) => {
      for (let n = 0; n < 2; n++) {
        await page.getByRole("button", { name: "1", exact: true }).click();
        await page.getByRole("button", { name: "Open" }).click();
        await page.getByText("That did not open it").waitFor();
      }
    },
  },
  { name: "unlock-es-200", start: "door=locked&language=es&text=largest", full: true },
  { name: "unlock-passphrase", start: "door=locked&secret=passphrase" },
  { name: "unlock-release", start: "door=release_needed" },
  { name: "enrol-pin", start: "door=no_profile" },
  { name: "enrol-request", start: "door=enrolling" },
  { name: "tonight", start: "" },
  { name: "tonight-empty", start: "empty=1" },
  { name: "tonight-es", start: "language=es" },
  { name: "tonight-200", start: "text=largest", full: true },
];
