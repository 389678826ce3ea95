// What went wrong, in pairs: what happened, what to do. Looked up by code, then by the part before the dot.

/** What happened, and what to do about it. */
export type TroubleWords = readonly [happened: string, todo: string];

export const enTroubles = {
  "shell.unreachable": [
    "The app did not answer.",
    "Close it and open it again. What was saved is safe.",
  ],
  "shell.locked": ["The notebook is locked.", "Unlock it and go on. Half-typed words are kept."],
  "shell.bad_request": ["The app did not understand that.", "Go back and try again."],
  "vault.disk_full": [
    "This device is full, so this was not saved.",
    "Free some space, then try again. What was saved before is safe.",
  ],
  "vault.corrupt": [
    "The notebook’s file is damaged. It is kept aside, not deleted.",
    "Do not remove the app. Call your registrar.",
  ],
  "vault.future": [
    "This notebook was written by a newer app.",
    "Update the app, then open it again.",
  ],
  vault: [
    "The notebook could not be read or written.",
    "Try again. If it stays, call your registrar.",
  ],
  unlock: ["The device could not be opened.", "Try again. If it stays, call your registrar."],
  "unlock.weak_secret": ["That is too easy to guess.", "Choose a longer one."],
  "enrol.not_for_this_device": [
    "This approval is for another device.",
    "Ask your registrar for the approval of the request shown here.",
  ],
  "enrol.expired": [
    "This approval is too old.",
    "Show your request again and ask for a new approval.",
  ],
  "enrol.unreadable": [
    "This is not an approval, or a part is missing.",
    "Copy the whole text and try again.",
  ],
  enrol: [
    "The approval does not check out, so it was not taken.",
    "Ask your registrar for a new one, in person.",
  ],
  "sync.no_server": [
    "The server cannot be reached.",
    "Go on working. The phone tries again by itself.",
  ],
  "sync.slow": ["The server takes too long.", "Go on working. The phone tries again by itself."],
  "sync.nonsense": [
    "The server’s answer makes no sense, so it was not taken.",
    "Go on working. Tell your registrar.",
  ],
  "sync.server_full": ["The server has no room left.", "Go on working. Tell your registrar."],
  "sync.wrong_server": [
    "This is not the server you were enrolled with.",
    "Do not go on syncing. Call your registrar.",
  ],
  "sync.ended": ["This device may no longer sync.", "Call your registrar."],
  "sync.clock": [
    "This device’s clock is far off.",
    "Set the time, then sync again. Due times did not move.",
  ],
  sync: ["The sync did not finish.", "Go on working. The phone tries again by itself."],
  "entry.signature": [
    "An item’s signature is wrong, so it was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  "entry.fork": [
    "Two different items claim the same place, so the later was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  "entry.not_entitled": [
    "An item came from somebody who may not write it.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  entry: [
    "An item did not check out, so it was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  directory: [
    "A change of people or devices did not check out.",
    "It was not taken. Tell your registrar.",
  ],
  pack: ["A protocol file has an error.", "The last good one stays in use. Tell your registrar."],
  answer: ["That answer does not fit the question.", "Change it and save again."],
  "step.gone": ["This step is no longer on the list.", "Go back to the list."],
  "episode.unknown": ["This episode is not on this device.", "Go back to Tonight."],
  "episode.not_entitled": ["You cannot write in this episode.", "Ask the station lead."],
  episode: ["The episode could not be changed.", "Go back and try again."],
  unexpected: [
    "Something went wrong that this app has no words for.",
    "Try again. If it stays, tell your registrar the code.",
  ],
} as const satisfies Record<string, TroubleWords>;

/** Codes that have words of their own. */
export type TroubleKey = keyof typeof enTroubles;
