// What went wrong with something that another device handed over. The other device still has it.

export const enCarryTroubles = {
  "carry.own": ["These are this phone’s own saves.", "Sync sends them when there is a network."],
  "carry.realm": [
    "This is of an agency that this phone is not in.",
    "Take it to a phone of that agency.",
  ],
  "carry.stranger": ["Nobody who is known here wrote this.", "Sync first, then try again."],
  "carry.other-device": [
    "These receipts are for another phone.",
    "Take them to the phone that wrote the saves.",
  ],
  "carry.too-much": ["That is too much at once.", "Write a file instead, or sync in parts."],
  "carry.folder": ["There is no such folder.", "Type the whole path."],
  carry: [
    "This is not what another phone hands over, or a part of it is missing.",
    "Let the other phone show it again.",
  ],
} as const;
