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
export const then =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };

/** Taps and waits for the screen of the same title. */
export const to = (name, title = name) => then(tap(name), heading(title));

export const episode = to("amber river");
export const step = (name) => then(episode, to(name));
export const topic = (questions, name) => then(episode, to(questions), to(name));

export const missTwice = async (page) => {
  for (let n = 0; n < 2; n++) {
    await page.getByRole("button", { name: /^\W*1\W*$/ }).click();
    await tap("Open")(page);
    await page.getByText("That did not open it").waitFor();
  }
};

export const fourTaps = then(
  choose("Earlier"),
  tap("15 min ago"),
  choose("Harbor Demo"),
  choose("None seen"),
);

export const newContact = to("New contact");
export const approval = then(tap("I have the approval"), heading("Take in the approval"));
export const sixWords = then(
  approval,
  async (page) => page.getByLabel("Approval text").fill("F72-APPROVAL"),
  tap("Check it"),
  heading("Compare six words"),
);

/** Asks again for what is shown, as the shell does when something changed; the next command answers as `code` says. */
export const fails = (code) => async (page) => {
  await page.evaluate((code) => window.stage.fails(code), code);
};
