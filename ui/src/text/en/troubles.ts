// What went wrong, in pairs: what happened, what to do. Looked up by code, then by the family before the dot.

import { enCarryTroubles } from "./carryTroubles";
import { enKeyTroubles } from "./keyTroubles";
import { enShareTroubles } from "./shareTroubles";

/** What happened, and what to do about it. */
export type TroubleWords = readonly [happened: string, todo: string];

export const enCommonTroubles = {
  "scan.size": [
    "This picture is too large.",
    "Hold only the code before the camera, or paste the text.",
  ],
  "scan.no-picture": [
    "This file is not a picture.",
    "Open a picture that shows the code, or paste the text.",
  ],
  "scan.no-code": [
    "No code could be read in this picture.",
    "Try again: closer, sharp and with more light. Or paste the text.",
  ],
  "scan.no-camera": [
    "The camera did not start.",
    "Allow it in the settings of this device. Or open a picture of the code, or paste the text.",
  ],
  "shell.unreachable": [
    "The app did not answer.",
    "Close it and open it again. What was saved is safe.",
  ],
  "offline.sync-first": [
    "This device has not synced for long.",
    "Sync now, then open it again. Everything is still here.",
  ],
  "shell.locked": ["The notebook is locked.", "Unlock it and go on. Half-typed words are kept."],
  "shell.broke-down": [
    "Something in the app broke down, so it locked itself. What was saved is safe.",
    "Unlock it. Look whether the last thing is there, and do it again if not.",
  ],
  shell: ["The app did not understand that.", "Go back and try again."],

  "call.no-contact": [
    "The checklist has no such number, so nothing was called.",
    "Choose somebody from the list.",
  ],
  "rights.no-clear-no": [
    "There is no clear no, so no waiver was saved.",
    "Get the advocate. A waiver follows a clear no only.",
  ],

  "confirm.not-given": ["Nothing was changed.", "This needs your PIN. Do it when you have it."],
  "confirm.drill": [
    "A drill does not change this.",
    "End the drill, open your notebook, and change it there.",
  ],
  confirm: ["This needs your PIN first.", "Try again and type it."],

  "vault.full": [
    "This device is full, so this was not saved.",
    "Free some space, then try again. What was saved before is safe.",
  ],
  "vault.read-only": [
    "This device does not let the app write.",
    "Nothing new is saved until it does. What was saved before is safe. Call your registrar.",
  ],
  "vault.busy": ["Another window of the app is saving.", "Try again in a moment."],
  "vault.corrupt": [
    "The notebook’s file is damaged. It is kept aside, not deleted.",
    "Do not remove the app. Call your registrar.",
  ],
  "vault.future": [
    "This notebook was written by a newer app.",
    "Update the app, then open it again.",
  ],
  "vault.unsent": [
    "Something of it is only on this phone, so it stays.",
    "Sync. It goes when the server has all of it.",
  ],
  "vault.too-large": ["That is too long to save in one piece.", "Save it in two parts."],
  vault: [
    "The notebook could not be read or written.",
    "Try again. If it stays, call your registrar.",
  ],

  "holdings.none": [
    "This phone holds nothing that the server had.",
    "Sync first. In a drill there is nothing to give.",
  ],
  holdings: [
    "The file could not be written.",
    "Free some space or check the folder for downloads, then try again. Nothing is lost.",
  ],

  "unlock.wiped": [
    "This device was emptied after too many tries.",
    "What was synced is safe on the server. Ask your registrar to enroll you again.",
  ],
  "unlock.needs-release": [
    "This device is closed after too many tries.",
    "Nothing is lost. Ask your registrar to release it.",
  ],
  "unlock.resources": ["The device has too little free memory.", "Close other apps and try again."],
  release: [
    "That is not a whole code.",
    "Listen again and type all four groups. A slip costs no try.",
  ],
  unlock: ["The device could not be opened.", "Try again. If it stays, call your registrar."],
  "shared.name": ["That cannot be a short name.", "Type 1 to 64 letters, such as your initials."],
  "shared.taken": [
    "Somebody on this device goes by that name.",
    "Choose another one. If it is you, tap Next.",
  ],
  "shared.full": ["Thirty people use this device already.", "Use another device."],
  shared: [
    "This device could not be set up that way.",
    "Go back and try again. Nothing was changed.",
  ],
  "secret.short": ["That is too short.", "Choose a longer one."],
  "secret.common": [
    "That is one of the first that others would try.",
    "Choose four words or more that do not belong together.",
  ],
  "secret.taken": [
    "That one opens your own records already.",
    "Choose another one. Nothing was changed.",
  ],
  "secret.long": ["That is too long.", "Choose a shorter one."],
  secret: ["That cannot be used here.", "Choose another one."],
  keystore: [
    "The lock inside this device does not answer.",
    "Restart the device and try again. If it stays, call your registrar.",
  ],

  "enrol.other-request": [
    "This approval is for another device.",
    "Ask your registrar for the approval of the request shown here.",
  ],
  "enrol.keys": [
    "The request holds no usable keys.",
    "Show a new request on the new device, and scan that.",
  ],
  "enrol.too-old": [
    "This request is more than seven days old.",
    "Show a new request and ask your registrar again.",
  ],
  "enrol.form": [
    "This is not an approval, or a part is missing.",
    "Copy the whole text and try again.",
  ],
  "enrol.version": ["The approval comes from a newer app.", "Update the app and try again."],
  "enrol.other-server": [
    "The server is not the one your registrar named.",
    "Do not go on. Call your registrar.",
  ],
  "enrol.no-server": [
    "Your agency’s server cannot be reached.",
    "Look for a network and try again. Or ask for the answer as text.",
  ],
  "enrol.not-entered-yet": [
    "Your registrar’s device has not sent the approval to the server yet.",
    "Ask your registrar to sync, then try again.",
  ],
  "enrol.too-many-devices": ["This person has four devices already.", "End one first."],
  "enrol.ended": ["This approval was taken back.", "Ask your registrar for a new one."],
  enrol: [
    "The approval does not check out, so it was not taken.",
    "Ask your registrar for a new one, in person.",
  ],
  code: ["The code was not read right.", "Check it and try again."],

  "relay.away": [
    "The server cannot be reached.",
    "Go on working. The phone tries again by itself.",
  ],
  "relay.slow": ["The server takes too long.", "Go on working. The phone tries again by itself."],
  "relay.cut": ["The connection broke off.", "Go on working. The phone tries again by itself."],
  "relay.busy": ["The server asks to wait.", "Go on working. The phone tries again by itself."],
  "relay.full": ["The server has no room left.", "Go on working. Tell your registrar."],
  "relay.nonsense": [
    "The server’s answer makes no sense, so it was not taken.",
    "Go on working. Tell your registrar.",
  ],
  "relay.untrusted": [
    "Something else answers in the place of your server. Nothing was sent.",
    "Go on working. Call your registrar. If the server is new, a partner’s phone can tell yours: Sync, Carry by hand.",
  ],
  "relay.refused": ["The server refused the sync.", "Go on working. Tell your registrar the code."],
  "server.went-back": [
    "The server shows less than it once had. The sync with it is stopped.",
    "Go on working; all of it is on this phone. Call your registrar. The proof is kept.",
  ],
  "server.two-histories": [
    "The server does not show everybody the same. The sync with it is stopped.",
    "Go on working; all of it is on this phone. Call your registrar. The proof is kept.",
  ],
  "server.unproven": [
    "The server cannot show that it kept everything. The sync with it is stopped.",
    "Go on working; all of it is on this phone. Call your registrar. The proof is kept.",
  ],
  server: [
    "The sync with this server is stopped.",
    "Go on working; all of it is on this phone. Call your registrar.",
  ],
  "head.form": [
    "That is not the whole code of another phone.",
    "Let the other phone show it again, and take in all of it.",
  ],
  "head.origin": [
    "That is the code for another agency’s server.",
    "Let the other phone open the same agency, then take in its code.",
  ],
  "head.signature": [
    "The server of this agency did not sign that code, so it says nothing.",
    "Let the other phone show it again. If it stays, call your registrar.",
  ],
  proof: [
    "The server did not show that it kept everything, so nothing was taken from it.",
    "Go on working. Tell your registrar: the server may need an update.",
  ],
  relay: ["The sync did not finish.", "Go on working. The phone tries again by itself."],
  device: [
    "This device may no longer sync with this agency.",
    "What is on it stays. Call your registrar.",
  ],

  "own.device.ended": [
    "This device was ended, so the server did not take what it saved.",
    "It stays on this device. Call your registrar.",
  ],
  "own.device.expired": [
    "This device’s time with the agency is over, so the server did not take what it saved.",
    "It stays on this device. Ask your registrar to take it in again.",
  ],
  "own.chain.gap": [
    "The server lacks something that you saved before this.",
    "Sync again. If it stays, tell your registrar.",
  ],
  "own.chain.prev": [
    "The server lacks something that you saved before this.",
    "Sync again. If it stays, tell your registrar.",
  ],
  own: [
    "The server did not take something that you saved. It is kept on this device.",
    "Go on working. Tell your registrar the code.",
  ],
  "entry.signature": [
    "An item’s signature is wrong, so it was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  "chain.fork": [
    "Two different items claim the same place, so the later was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  entry: [
    "An item did not check out, so it was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  directory: [
    "A change of people or devices did not check out, so it was not taken.",
    "Nothing to do. It is kept aside. Tell your registrar.",
  ],
  "drill.in-real": [
    "This belongs to a drill, so it was not taken. Nobody in a drill is real.",
    "Ask your registrar for the real one.",
  ],
  "drill.real-in-drill": [
    "This is real, so the drill did not take it.",
    "Leave the drill, then do this in your own notebook.",
  ],
  pack: ["A protocol file has an error.", "The last good one stays in use. Tell your registrar."],

  "answer.empty": ["There is nothing to save yet.", "Write or tap an answer first."],
  "answer.too_long": ["That is too long.", "Make it shorter and save again."],
  "answer.bounds": ["That number cannot be right here.", "Change it and save again."],
  "answer.range_reversed": [
    "The first number is larger than the second.",
    "Swap them and save again.",
  ],
  "answer.referral_length": [
    "The referral number has 19 digits. Not all are there, so this was not saved.",
    "Finish the number or clear it, then save again.",
  ],
  "answer.no_such_day": ["There is no such day.", "Change the date and save again."],
  answer: ["That answer does not fit the question.", "Change it and save again."],
  "notebook.not-enrolled": [
    "This device is not enrolled for this.",
    "Enroll with the agency in Settings, or ask your registrar.",
  ],
  "notebook.already-enrolled": ["This device is enrolled there already.", "Nothing to do."],
  "notebook.not-entitled": [
    "You cannot write in this part of the episode.",
    "Ask the station lead.",
  ],
  "notebook.no-key": [
    "The key to this part of the episode is not here yet.",
    "Sync, then try again. The key comes from a colleague’s phone.",
  ],
  "notebook.no-episode": ["This episode is not on this device.", "Go back to Tonight."],
  "notebook.no-pack": [
    "The protocol of this episode is not on this device.",
    "What was saved is safe. Update the app.",
  ],
  "notebook.no-step": ["This step is no longer on the list.", "Go back to the list."],
  "notebook.not-auditor": [
    "Only an auditor can read what was done.",
    "If you should be one, ask your registrar.",
  ],
  "notebook.not-registrar": [
    "Only a registrar of this agency can do that.",
    "Use the registrar’s own device.",
  ],
  "app.too-old": [
    "This app is too old for that. Your agency wants a newer one.",
    "Update the app. Until then go on with open episodes, or use another device.",
  ],
  "notebook.no-member": ["That is not there any more.", "Sync, then look at the list again."],
  "device.wiped": [
    "This device was ended by its registrar.",
    "Show its receipt to your registrar.",
  ],
  "notebook.damaged": [
    "A part of this device’s store does not open.",
    "Do not remove the app. Call your registrar.",
  ],
  notebook: ["The notebook could not do that.", "Go back and try again."],
  random: ["The device cannot make safe random numbers now.", "Restart the device and try again."],

  "pack.no-policy": [
    "Your county has not said who may sign protocols.",
    "Write on paper for now. Call your registrar.",
  ],
  "pack.other-place": [
    "This protocol is for another place.",
    "Sync, then try again. If it stays, call your registrar.",
  ],
  "pack.unsigned": [
    "The protocol on this device is not signed.",
    "Sync, then try again. If it stays, write on paper and call your registrar.",
  ],
  "pack.altered": [
    "The protocol on this device was changed after it was signed.",
    "Sync, then try again. If it stays, write on paper and call your registrar.",
  ],
  "pack.unknown-signer": [
    "The protocol is signed by somebody your county does not name.",
    "Sync, then try again. If it stays, write on paper and call your registrar.",
  ],
  "pack.one-signer": [
    "Only one of the two people needed has signed the protocol.",
    "Sync, then try again. If it stays, write on paper and call your registrar.",
  ],
  "pack.expired": [
    "The protocol has run out. Two people have to sign it again.",
    "Sync, then try again. Episodes that run go on. If it stays, call your registrar.",
  ],

  unexpected: [
    "Something went wrong that this app has no words for.",
    "Try again. If it stays, tell your registrar the code.",
  ],
} as const satisfies Record<string, TroubleWords>;

export const enTroubles = {
  ...enCommonTroubles,
  ...enCarryTroubles,
  ...enKeyTroubles,
  ...enShareTroubles,
};

/** Codes and families that have words. */
export type TroubleKey = keyof typeof enTroubles;

/** Families of codes that a person need not tell apart. */
export const sameWords: Readonly<Record<string, TroubleKey>> = {
  body: "entry",
  seal: "vault",
  cbor: "entry",
  chain: "entry",
  envelope: "entry",
  op: "entry",
  page: "entry",
  row: "entry",
  key: "directory",
  statement: "directory",
  wrap: "directory",
  genesis: "enrol",
  checkpoint: "relay.nonsense",
  receipt: "relay.nonsense",
  limit: "relay.busy",
  session: "relay",
  sync: "relay",
};
