// What went wrong with paper keys and their shares, and with a look into an episode in an emergency.

export const enKeyTroubles = {
  "recovery.none-open": [
    "No recovery of this class is open for this device.",
    "A registrar announces it first, and a second one signs where two are needed. Then sync.",
  ],
  "recovery.other-shares": [
    "This share is of an older key, or of one that nobody knows here.",
    "Take the newest sheet of this custodian.",
  ],
  recovery: ["The recovery could not be done.", "Go back and try again."],
  "share.form": [
    "That is no share of a paper key.",
    "Type the words in their order, or the whole code. A slip costs nothing.",
  ],
  "share.word": [
    "One of the words is not on the list.",
    "Read the sheet again and type all of it. A slip costs nothing.",
  ],
  "share.checksum": [
    "The share does not add up. Something in it is wrong or missing.",
    "Read the sheet again and type all of it. A slip costs nothing.",
  ],
  "share.other-realm": [
    "This share is of another agency’s key.",
    "Ask this custodian for the sheet of this agency.",
  ],
  "share.twice": ["This share is in already.", "Let another custodian put in theirs."],
  "share.mixed": [
    "This share is of another key than those that are in.",
    "Take sheets that were made together. Or forget these shares and begin anew.",
  ],
  "share.too-few": ["Not enough shares are in.", "Let the next custodian put in theirs."],
  share: [
    "The shares do not make the key together.",
    "Begin anew, each from its sheet. If it stays, call whoever keeps the root.",
  ],
  "glass.not-allowed": [
    "You cannot look in this way here.",
    "Call who has the episode, or a lead. They can hand it to you.",
  ],
  "glass.reads-it": ["You can read this episode already.", "Find it in your list."],
  "glass.stands": [
    "You said this already.",
    "Sync, and ask somebody who has the episode to sync too.",
  ],
  "glass.reason": [
    "There is no reason yet, or it is too long.",
    "Write in one or two sentences why it cannot wait.",
  ],
  "glass.number-length": [
    "That is not the number of words.",
    "Ask for all 13 words once more, and type them in their order.",
  ],
  "glass.number-word": [
    "One of the words is not on the list.",
    "Ask for the words once more. They are all English words.",
  ],
  "glass.number-checksum": [
    "The words do not add up. One of them is another one.",
    "Ask for all of them once more, in their order.",
  ],
} as const;
