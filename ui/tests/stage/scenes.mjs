// What is photographed: a start for the fake shell, then taps that lead to the screen.
const tap = (name) => async (page) => {
  await page.getByRole("button", { name }).first().click();
};
const then =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };
const heading = (name) => async (page) => {
  await page.getByRole("heading", { name, level: 1 }).waitFor();
};

const episode = then(tap("amber river"), heading("amber river"));
const step = (name, title = name) => then(episode, tap(name), heading(title));
const topic = (questions, name) =>
  then(episode, tap(questions), heading(questions), tap(name), heading(name));
const missTwice = async (page) => {
  for (let n = 0; n < 2; n++) {
    await page.getByRole("button", { name: "1", exact: true }).click();
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("That did not open it").waitFor();
  }
};
const fourTaps = async (page) => {
  await page.getByText("Earlier").click();
  await page.getByRole("button", { name: "15 min ago" }).click();
  await page.getByText("Harbor Demo").click();
  await page.getByText("None seen").click();
};

export const scenes = [
  { name: "unlock", start: "door=locked" },
  { name: "unlock-missed", start: "door=locked", act: missTwice },
  { name: "unlock-es-200", start: "door=locked&language=es&text=largest", full: true },
  { name: "unlock-passphrase", start: "door=locked&secret=passphrase" },
  { name: "unlock-release", start: "door=release_needed" },
  { name: "unlock-release-code", start: "door=release_needed", act: tap("I have the code") },
  { name: "enrol-pin", start: "door=no_profile" },
  { name: "enrol-pin-back", start: "door=no_profile", act: tap("I know it by heart") },
  { name: "enrol-request", start: "door=enrolling", full: true },
  { name: "enrol-approval", start: "door=enrolling", act: tap("I have the approval") },
  {
    name: "enrol-words",
    start: "door=enrolling",
    act: async (page) => {
      await tap("I have the approval")(page);
      await page.getByLabel("Approval text").fill("F72-APPROVAL");
      await then(tap("Check it"), heading("Compare six words"))(page);
    },
  },
  { name: "tonight", start: "" },
  { name: "tonight-empty", start: "empty=1" },
  { name: "tonight-es", start: "language=es" },
  { name: "tonight-200", start: "text=largest", full: true },
  { name: "contact", start: "", act: then(tap("New contact"), heading("New contact")) },
  {
    name: "contact-earlier",
    start: "",
    act: then(tap("New contact"), heading("New contact"), fourTaps),
    full: true,
  },
  {
    name: "contact-es",
    start: "language=es",
    act: then(tap("Nuevo contacto"), heading("Nuevo contacto")),
  },
  {
    name: "contact-200",
    start: "text=largest",
    act: then(tap("New contact"), heading("New contact")),
    full: true,
  },
  { name: "episode", start: "", act: episode },
  {
    name: "episode-all",
    start: "",
    act: then(episode, async (page) => page.getByText("All", { exact: true }).click()),
    full: true,
  },
  { name: "episode-left", start: "", act: then(episode, tap("The youth left")) },
  { name: "episode-es", start: "language=es", act: episode, full: true },
  { name: "episode-200", start: "text=largest", act: episode, full: true },
  { name: "step", start: "", act: step("Tell: right to an advocate and a support person") },
  {
    name: "step-call",
    start: "empty=1",
    act: then(
      tap("New contact"),
      heading("New contact"),
      fourTaps,
      tap("Start"),
      heading("quiet maple"),
      tap("Call the child protection hotline"),
      heading("Call the child protection hotline"),
    ),
    full: true,
  },
  {
    name: "step-done",
    start: "",
    act: then(step("Basic needs and small choices"), tap("Done")),
  },
  {
    name: "step-other",
    start: "",
    act: then(step("Basic needs and small choices"), tap("Did not happen")),
    full: true,
  },
  {
    name: "step-es-200",
    start: "language=es&text=largest",
    act: step("Decir: derecho a una defensora y a una persona de apoyo"),
    full: true,
  },
  { name: "record", start: "", act: then(episode, tap("Questions"), heading("Questions")) },
  { name: "record-who", start: "", act: topic("Questions", "Name and language"), full: true },
  {
    name: "record-needs-es",
    start: "language=es",
    act: topic("Preguntas", "Qué hace falta ahora"),
  },
  { name: "record-phone", start: "", act: topic("Questions", "The phone"), full: true },
  {
    name: "record-health-200",
    start: "text=largest",
    act: topic("Questions", "Health"),
    full: true,
  },
  {
    name: "notes",
    start: "role=advocate",
    act: then(episode, tap("Private notes"), heading("Private notes")),
  },
  {
    name: "notes-es-200",
    start: "role=advocate&language=es&text=largest",
    act: then(episode, tap("Notas privadas"), heading("Notas privadas")),
    full: true,
  },
  { name: "board", start: "role=lead", act: then(tap("Board"), heading("Board")), full: true },
  {
    name: "board-es",
    start: "role=lead&language=es",
    act: then(tap("Tablero"), heading("Tablero")),
  },
  { name: "sync", start: "role=advocate", act: then(tap("Sync"), heading("Sync")) },
  {
    name: "problems",
    start: "",
    act: then(tap("Sync"), heading("Sync"), tap("1 problem"), heading("Problems")),
  },
  {
    name: "settings",
    start: "",
    act: then(tap("Settings"), heading("Settings")),
    full: true,
  },
  {
    name: "settings-es-200",
    start: "language=es&text=largest",
    act: then(tap("Ajustes"), heading("Ajustes")),
    full: true,
  },
  {
    name: "plain",
    start: "",
    act: then(tap("Quick exit"), heading("Notes")),
  },
];
