// What went wrong where a part of an episode is shared for a time.

export const enShareTroubles = {
  "disclosure.parts": ["Nothing was picked that you can share.", "Pick one or more parts."],
  "disclosure.recipient": [
    "This person has no right there now, or no phone.",
    "Ask a registrar, or pick somebody else.",
  ],
  "disclosure.purpose": ["It does not say what it is for.", "Write one or two sentences."],
  "disclosure.days": ["The number of days does not fit.", "Choose 1 to 90 days."],
  "disclosure.changed": [
    "The record has changed since you looked at this.",
    "Look at it again. Then sign again.",
  ],
  "disclosure.not-told": ["Not all of it was explained.", "Explain each point and mark it."],
  "disclosure.not-signed": [
    "A signature is missing.",
    "Let them sign, or name who saw them make their mark.",
  ],
  "disclosure.reference": [
    "The order or the report has no number or date.",
    "Write its number or its date.",
  ],
  "disclosure.none": ["This is not here any more.", "Sync, and look at the list again."],
  "disclosure.over": [
    "This was taken back, or its time is over.",
    "Whoever shared it can share it again.",
  ],
  "disclosure.ordered": [
    "This was ordered, not agreed to. It ends on its date.",
    "A registrar can end it sooner.",
  ],
  "disclosure.not-theirs": [
    "Somebody else shared this.",
    "Ask them, a registrar or a lead to take it back.",
  ],
  "disclosure.other-copy": [
    "The earlier one was not for this person and this episode.",
    "Share this one as a new one. Take the other back.",
  ],
  "disclosure.reason": ["It does not say why.", "Write it in one or two sentences."],
  "disclosure.no-hold": ["This hold was ended already.", "Sync, and look at the list again."],
  disclosure: ["This could not be shared.", "Go back and try again."],
} as const;
