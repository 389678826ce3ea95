// States that come over a screen from behind it: a full disk, no answer yet, no network, saves that were not taken, answers
// that differ. Each screen must say so, keep what was typed and say what to do, or stay usable; see scenes.mjs.
import {
  begun,
  choose,
  episode,
  fourTaps,
  keepsWaiting,
  newContact,
  refuses,
  rights,
  says,
  sign,
  sixWords,
  step,
  tap,
  to,
  topic,
  types,
  waiver,
  walk,
} from "./acts.mjs";
import { offer } from "./advocate.mjs";

const NAMES = topic("Questions", "Name and language");
const own = (name) => walk(episode, to(name));
const full = (command) => refuses(command, "vault.full");
const typedName = async (page) => page.locator("article input[type=text]").first().fill("Sol");
const isFull = says("This device is full");

const fullDisk = [
  [
    "record-full-disk",
    "whole=1",
    walk(NAMES, full("answer"), typedName, tap("Save this name"), isFull),
  ],
  ["record-tap-full-disk", "whole=1", walk(NAMES, full("answer"), choose("Another"), isFull)],
  ["record-draft-full-disk", "whole=1", walk(NAMES, full("draft_put"), typedName, isFull)],
  [
    "notes-full-disk",
    "role=advocate&whole=1",
    walk(
      own("Private notes"),
      full("note_add"),
      types("New note", "Wants a quiet room."),
      tap("Save the note"),
      isFull,
    ),
  ],
  [
    "contact-full-disk",
    "whole=1",
    walk(newContact, fourTaps, full("new_contact"), tap("Start"), isFull),
  ],
  ["calls-full-disk", "whole=1", walk(own("Call"), full("call_begin"), tap("800-555"), isFull)],
  ["calls-end-full-disk", "whole=1", walk(begun, full("call_end"), tap("No answer"), isFull)],
  [
    "rights-full-disk",
    "whole=1",
    walk(rights("Rights"), full("answer"), full("rights_tap"), choose("A clear no"), isFull),
  ],
  [
    "waiver-full-disk",
    "whole=1",
    walk(waiver, sign, full("rights_tap"), tap("Save with this signature"), isFull),
  ],
  [
    "callout-full-disk",
    "role=advocate&whole=1",
    walk(to("gentle meadow"), full("callout_answer"), tap("I am coming"), tap("40 min"), isFull),
  ],
  [
    "needs-full-disk",
    "role=advocate&whole=1",
    walk(
      own("Needs and comfort bag"),
      full("answer"),
      async (page) => page.locator("td label").first().click(),
      isFull,
    ),
  ],
  [
    "safety-plan-full-disk",
    "role=advocate&whole=1",
    walk(
      own("Safety plan"),
      tap("Who is safe"),
      full("answer"),
      async (page) => page.locator("textarea").fill("My aunt, and the coach from before."),
      tap("Save these words"),
      isFull,
    ),
  ],
  [
    "follow-up-full-disk",
    "role=advocate&whole=1",
    walk(
      own("Keeping in touch"),
      choose("We were in touch"),
      full("contact_log"),
      tap("Save this contact"),
      isFull,
    ),
  ],
];

/** Fills the form of the hand that signs, as far as its last tap. */
const signedOffer = walk(
  offer,
  async (page) => {
    for (const box of await page.locator("fieldset.card input").all()) await box.check();
  },
  sign,
);

const busy = [
  [
    "unlock-busy",
    "door=locked",
    walk(keepsWaiting("unlock"), async (page) => page.keyboard.type("25801470"), says("Opening")),
  ],
  [
    "unlock-phrase-busy",
    "door=locked&secret=passphrase",
    walk(
      keepsWaiting("unlock"),
      async (page) => page.locator("input").last().fill("an invented passphrase"),
      tap("Open"),
      says("Opening"),
    ),
  ],
  ["tonight-busy", "", walk(keepsWaiting("episode"), keepsWaiting("plan"), tap("amber river"))],
  [
    "record-busy",
    "whole=1",
    walk(NAMES, keepsWaiting("answer"), choose("Another"), says("Saving")),
  ],
  [
    "step-busy",
    "whole=1",
    walk(step("Basic needs"), keepsWaiting("step_event"), tap("Done"), says("One moment")),
  ],
  [
    "contact-busy",
    "whole=1",
    walk(newContact, fourTaps, keepsWaiting("new_contact"), tap("Start")),
  ],
  ["sync-busy", "whole=1", walk(to("Sync"), keepsWaiting("sync_now"), tap("Sync now"))],
  [
    "share-busy",
    "role=advocate&whole=1",
    walk(signedOffer, keepsWaiting("share_give"), tap("Share it")),
  ],
  [
    "enrol-approval-busy",
    "door=enrolling",
    walk(
      tap("I have the approval"),
      types("Approval text", "F72-APPROVAL"),
      keepsWaiting("enrol_accept"),
      tap("Check it"),
      says("One moment"),
    ),
  ],
  [
    "enrol-words-busy",
    "door=enrolling&whole=1",
    walk(sixWords, keepsWaiting("enrol_confirm"), tap("They are the same"), says("One moment")),
  ],
  [
    "roster-take-in-busy",
    "role=lead&whole=1",
    walk(to("Settings"), to("People and devices"), keepsWaiting("roster"), tap("D. Rivera")),
  ],
];

const offline = [
  ["tonight-offline", "net=away&whole=1"],
  ["episode-offline", "net=away&whole=1", episode],
  ["tonight-advocate-offline", "net=away&role=advocate&whole=1"],
  [
    "callout-offline",
    "net=away&role=advocate&whole=1",
    walk(to("gentle meadow"), tap("I am coming"), tap("40 min")),
  ],
  ["board-offline", "net=away&role=lead&whole=1"],
  ["sync-offline", "net=away&whole=1", walk(to("Sync"), tap("Sync now"))],
  [
    "enrol-approval-offline",
    "door=enrolling&whole=1",
    walk(
      tap("I have the approval"),
      types("Approval text", "F72-APPROVAL"),
      refuses("enrol_accept", "enrol.no-server"),
      tap("Check it"),
      says("cannot be reached"),
    ),
  ],
];

const stuck = [
  ["tonight-stuck", "net=stuck&whole=1"],
  ["episode-stuck", "net=stuck&whole=1", episode],
  ["board-stuck", "net=stuck&role=lead&whole=1"],
  ["sync-stuck", "net=stuck&whole=1", to("Sync")],
  [
    "sync-untrusted",
    "whole=1",
    walk(
      to("Sync"),
      refuses("sync_now", "relay.untrusted"),
      tap("Sync now"),
      says("Something else answers"),
    ),
  ],
  ["problems-stuck", "net=stuck&whole=1", walk(to("Sync"), to("3 problems", "Problems"))],
];

/** The question that two people answered differently, reached from the line that says so. */
const differ = walk(episode, to(/Answers differ/, "Name and language"));

const conflict = [
  ["record-conflict", "whole=1", differ],
  ["record-conflict-desktop", "size=desktop", differ],
  ["record-conflict-read-only", "role=lead&whole=1", differ],
  [
    "record-conflict-settled",
    "whole=1",
    walk(differ, tap("This is right: 15"), async (page) => {
      await page.getByText("These answers differ").waitFor({ state: "detached" });
    }),
  ],
  [
    "record-conflict-full-disk",
    "whole=1",
    walk(differ, full("answer"), tap("This is right: 15"), isFull),
  ],
];

export const stateScenes = [...fullDisk, ...busy, ...offline, ...stuck, ...conflict];
