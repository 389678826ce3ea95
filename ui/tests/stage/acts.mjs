// What a person does to come to a screen: each act takes the page of a scene and leads one tap further.

/** Taps the first button of this name. */
export const tap = (name) => async (page) => {
  await page.getByRole("button", { name }).first().click();
};

/** Chooses one of several answers by the beginning of its words. */
export const choose = (name) => async (page) => {
  const starts = new RegExp(`^\\s*[⟦‹]?${name}`);
  await page.locator("label").filter({ hasText: starts }).first().click();
};

/** Waits for a screen by its title. */
export const heading = (name) => async (page) => {
  await page.getByRole("heading", { name, level: 1 }).first().waitFor();
};

/** One act after the other. */
export const walk =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };

/** Taps and waits for the screen of the same title. */
export const to = (name, title = name) => walk(tap(name), heading(title));

export const episode = to("amber river");
export const step = (name) => walk(episode, to(name));
export const topic = (questions, name) => walk(episode, to(questions), to(name));

/** The quick exit, whatever it is called, to its end: a new document holds the plain page, and only there the title is a button. */
export const left = async (page) => {
  await page.locator(".quick-exit").click();
  await page.locator("main.neutral button.neutral-title").waitFor();
};

export const missTwice = async (page) => {
  for (let n = 0; n < 2; n++) {
    await page.getByRole("button", { name: /^\W*1\W*$/ }).click();
    await tap(/Open|Go on/)(page);
    await page.getByText(/That did not open it|That is not it/).waitFor();
  }
};

/** Types the PIN that is asked for once more. */
export const pinAgain = async (page) => {
  await page.locator(".pad").waitFor();
  await page.keyboard.type("25801470");
  await page.locator(".pad").waitFor({ state: "detached" });
};

/** Chooses a passphrase that everybody would try first. */
export const commonPhrase = (first, again, next) => async (page) => {
  await page.getByLabel(first).fill("password password");
  await page.getByLabel(again).fill("password password");
  await tap(next)(page);
  await page.getByRole("alert").waitFor();
};

const typedName = (name) => (page) => page.getByLabel("Your short name").fill(name);

export const whoTaken = walk(typedName("D. Rivera"), tap("I am new on this device"), (page) =>
  page.getByRole("alert").waitFor(),
);

export const whoLocked = walk(typedName("D. Rivera"), tap("Next"), (page) =>
  page.getByRole("heading", { name: "Unlock" }).waitFor(),
);

export const fourTaps = walk(
  choose("Earlier"),
  tap("15 min ago"),
  choose("Harbor Demo"),
  choose("None seen"),
);

export const newContact = to("New contact");
export const openDetails = async (page) => page.locator("summary").first().click();
export const metBefore = walk(openDetails, choose("silver field"));
export const approval = walk(tap("I have the approval"), heading("Take in the approval"));
export const approvalEs = walk(tap("Tengo la aprobaci"), heading("Recibir la aprobaci"));
export const scanning = walk(approval, tap("Scan it with the camera"), async (page) => {
  await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
});
/** Somebody said no when the system asked. */
export const withoutCamera = walk(
  async (page) => {
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error("not allowed"));
    });
  },
  approval,
  tap("Scan it with the camera"),
  async (page) => page.getByRole("alert").waitFor(),
);
export const sixWords = walk(
  approval,
  async (page) => page.getByLabel("Approval text").fill("F72-APPROVAL"),
  tap("Check it"),
  heading("Compare six words"),
);

/** Asks again for what is shown, as the shell does when something changed; the next command answers as `code` says. */
export const fails = (code) => async (page) => {
  await page.evaluate((code) => window.stage.fails(code), code);
};

/** Something of this person's is due soon. */
export const reminded = async (page) => {
  await page.evaluate(() => window.stage.tells({ kind: "reminder" }));
  await page.locator(".reminder").waitFor();
};

export const rights = (name) => walk(episode, to(name));
export const waiver = walk(
  rights("Rights"),
  choose("A clear no"),
  to("Read the waiver together", "Choosing to talk without an advocate"),
);

/** Signs with one long line, as a mouse would draw it. */
export const sign = async (page) => {
  const pad = page.getByRole("img", { name: /Signature of the young|The young person signs/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(0.15, 0.6));
  await page.mouse.down();
  for (let part = 0; part <= 40; part++) {
    const along = part / 40;
    await page.mouse.move(...at(0.15 + 0.65 * along, 0.55 + 0.25 * Math.sin(along * 14)));
  }
  await page.mouse.up();
  await page.getByText("Kept as a draft").waitFor();
};

/** A call begun from the step of the hotline. */
export const begun = walk(
  newContact,
  fourTaps,
  to("Start", "quiet maple"),
  to("Call the child protection hotline"),
  to("Call now", "Call"),
  tap("800-555-0100"),
);

/** A whole disk, a server out of reach: this command is refused whenever it comes. */
export const refuses = (command, code) => (page) =>
  page.evaluate(([command, code]) => window.stage.refuses(command, code), [command, code]);

/** The shell is at it and has not answered yet. */
export const keepsWaiting = (command) => (page) =>
  page.evaluate((command) => window.stage.keepsWaiting(command), command);

export const types = (label, text) => async (page) => page.getByLabel(label).first().fill(text);

/** Waits for these words, and brings them into view. */
export const says = (words) => async (page) => {
  await page.getByText(words).first().scrollIntoViewIfNeeded();
};
