// The advocate's own screens in every state; see scenes.mjs for how a scene is written.
import { choose, episode, heading, pinAgain, tap, walk, to } from "./acts.mjs";

const page = to("gentle meadow");
const own = (name) => walk(episode, to(name));

/** Writes what the phone holds into a file, and waits for what is said of it. */
const held = (button) =>
  walk(tap(button), pinAgain, async (page) => page.locator(".card[role=status]").waitFor());

export const advocateScenes = [
  ["tonight-advocate", "role=advocate"],
  ["callout", "role=advocate", page],
  ["callout-eta", "role=advocate", walk(page, tap("I am coming"))],
  ["callout-cannot", "role=advocate&whole=1", walk(page, tap("I cannot come"))],
  ["callout-coming", "role=advocate", walk(page, tap("I am coming"), tap("40 min"))],
  ["callout-turned", "role=advocate&size=turned", page],
  ["callout-desktop", "role=advocate&size=desktop", page],

  ["episode-advocate", "role=advocate&whole=1", episode],
  ["limits", "role=advocate&whole=1", own("What stays private")],
  ["tells", "role=advocate&whole=1", own("What I may tell them")],
  ["needs", "role=advocate&whole=1", own("Needs and comfort bag")],
  ["safety-plan", "role=advocate&whole=1", own("Safety plan")],
  ["safety-plan-part", "role=advocate&whole=1", walk(own("Safety plan"), tap("Who is safe"))],
  ["contact-plan", "role=advocate&whole=1", own("How to reach them")],
  ["follow-up", "role=advocate&whole=1", own("Keeping in touch")],
  [
    "follow-up-contact",
    "role=advocate&whole=1",
    walk(own("Keeping in touch"), choose("We were in touch")),
  ],
  ["follow-up-paused", "role=advocate&whole=1", walk(own("Keeping in touch"), tap("They want"))],
  [
    "follow-up-offer-es",
    "role=advocate&language=es&whole=1",
    walk(to("silver field"), to("Seguir en contacto")),
  ],
  ["follow-up-desktop", "role=advocate&size=desktop", own("Keeping in touch")],
  ["readers", "whole=1", own("Who can read this")],
  ["readers-advocate", "role=advocate&whole=1", own("Who can read this")],
  ["phone", "whole=1", walk(to("Settings"), to("What is on this phone"))],
  [
    "phone-held",
    "role=advocate&whole=1",
    walk(to("Settings"), to("What is on this phone"), held("Write it for Demo County")),
  ],
  ["server", "role=advocate&whole=1", walk(to("Settings"), to("What the server sees"))],
];

// What is shared for a time.
const box = (name) => async (stage) => stage.getByRole("checkbox", { name }).first().check();
const typed = (label, text) => async (stage) => stage.getByLabel(label).fill(text);

const pick = walk(
  episode,
  to("Share a part"),
  box(/People who are safe/),
  choose("D. Rivera"),
  typed("What is it for?", "So that the night car knows whom to call."),
);
export const offer = walk(pick, tap("See what they will read"), async (stage) => {
  await stage.getByRole("heading", { name: "Exactly this, and nothing else" }).waitFor();
});
const amend = walk(
  to("What was shared"),
  tap(/Give a changed copy instead.*amber river/),
  heading("Give a changed copy instead"),
  async (stage) => stage.getByText("What happens to the earlier one").waitFor(),
);
const list = to("What was shared");
const read = walk(list, tap(/Read it.*lemon winter/), heading("amber river"));

export const copiesScenes = [
  ["share", "role=advocate&whole=1", pick],
  ["share-offer", "role=advocate&whole=1", offer],
  ["share-amend", "role=advocate&copies=1&whole=1", amend],
  [
    "share-amend-offer",
    "role=advocate&copies=1&whole=1",
    walk(amend, tap("See what they will read"), async (stage) => {
      await stage.getByText("Exactly this, and nothing else").waitFor();
    }),
  ],
  ["readers-copies", "role=advocate&copies=1&whole=1", own("Who can read this")],
  ["copies-others", "role=lead&copies=others&whole=1", walk(tap("Tonight"), list)],
  ["copies", "role=advocate&copies=1&whole=1", list],
  ["copy-read", "copies=1&whole=1", read],
];
