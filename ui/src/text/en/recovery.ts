// Paper keys, and bringing records back with them when the phones are gone.
import { one } from "../count";

export const recovery = {
  title: "Recovery",
  help: "See what was announced, and what paper keys could bring back.",
  open: "Recovery",
  openWhy: "Paper keys bring records back when every phone that could read them is gone.",
  unseen: (agency: string) => `A recovery was announced in ${agency}.`,
  unseenTodo: "Look at what, for which device, and why. If you doubt it, call your registrar.",
  see: "See it",

  announced: "Announced recoveries",
  none: "No recovery was announced.",
  noReason: "The reason cannot be read here yet.",
  forThis: "For this device",
  forDevice: (label: string | null, name: string | null) =>
    name === null
      ? "For a device that is not known here now"
      : `For ${label ?? "a device"} of ${name}`,
  by: (name: string) => `Announced by ${name}`,
  custodians: (names: string) => `With the shares of ${names}`,
  waits: "It waits for a second registrar. Nothing opens before that.",
  putIn: "Put in the custodians’ shares",
  goOn: "Go on with the recovery",

  keys: "Paper keys",
  nothingHere: "Nothing of it is on this device.",
  allBack: (n: number) =>
    n === 1
      ? "1 episode here. It could be brought back."
      : `${n} episodes here. All could be brought back.`,
  someBack: (missing: number, n: number) =>
    `${one(n, "episode", "episodes")} here. ${missing} could not be brought back yet.`,
  auditBack: (n: number, missing: number) =>
    missing === 0
      ? `From ${one(n, "device", "devices")}. It could be brought back.`
      : `From ${one(n, "device", "devices")}. That of ${missing} could not be brought back yet.`,
  repair: "Sync. A device that holds the keys repairs this by itself.",

  announce: "Announce a recovery",
  announceHelp: "Say what, for which device, and why.",
  what: "What is to be brought back?",
  device: "For which device?",
  choose: "Choose a device",
  reason: "Why?",
  reasonHow: "Everybody of the agency can read this. Name no child.",
  whose: "Whose shares are used?",
  whoseHow: "One name in each line.",
  honest: "What this means",
  honestLines: [
    "Everybody of the agency sees it, with your name.",
    "The server gives that device the sealed records.",
    "Nothing opens until enough custodians put in their shares there.",
    "It cannot be taken back.",
  ],
  say: "Announce it",
  saidNow: "It is announced. Sync now. Then the custodians go to that device.",
  saidWaits: "It is announced and waits for a second registrar. Sync now, and tell them.",

  sharesTitle: "Custodians’ shares",
  helpShares: "Take in one share after the other.",
  helpEnough: "Enough are in. Open the records.",
  helpWork: "When all is here, end the recovery.",
  secret:
    "A share is a secret. Its custodian types it, and nobody else looks. This device forgets it when it locks.",
  areIn: (have: number, needed: number) => `${have} of the ${needed} shares needed are in.`,
  holders: (numbers: string) => `By the numbers on the sheets: ${numbers}`,
  share: "Words or code of a share",
  shareFile: "Open the share as a file",
  take: "Take this share in",
  openNow: "Open the records",
  opening: "Opening…",
  opened: (n: number) =>
    n === 0 ? "No new key has opened yet." : `${one(n, "key", "keys")} opened.`,
  openedHow: "Sync when you have a network; more may open. What is open stays open on this device.",
  end: "End the recovery",
  endedNow:
    "It is ended, and the paper key is gone from this device. Now the root should make a new one.",
  forget: "Forget these shares",

  drill: "Yearly drill",
  drillWhy: "Once a year, custodians practice. They use test shares, which open nothing real.",
  drillNotSetUp: "There are no test shares yet. The root makes them at the registrar’s computer.",
  drillNever: "No drill was held yet.",
  drillLast: (day: string) => `Last held: ${day}`,
  drillHeld: (day: string) => `It was held on ${day}.`,
  drillBy: (name: string) => `Announced by ${name}`,
  drillDueNow: "It is due now.",
  drillDueBy: (day: string) => `The next one is due by ${day}.`,
  drillUsed: "The test shares were used. The root should make new ones before the next drill.",
  drillAnnounce: "Announce a drill",
  drillAnnounceHelp: "Say on which device, why, and with whose shares.",
  drillHonestLines: [
    "Everybody of the agency sees it, with your name, and that it is a drill.",
    "It opens one test entry, and nothing real.",
    "Use the sheets that say “for the yearly drill”. Leave the real ones sealed.",
  ],
  drillSaidNow: "The drill is announced. Sync now. Then the custodians go to that device.",
  drillUnseen: (agency: string) => `A recovery drill was announced in ${agency}.`,
  drillUnseenTodo: "It is a drill. Nothing real will be opened.",
  drillIsDue: (agency: string) => `The yearly recovery drill is due in ${agency}.`,
  drillIsDueTodo: "Plan it with the custodians.",
  drillSecret: "This is a drill. Use test shares only. Leave the real ones sealed.",
  drillHelpWork: "Compare the number. Then end the drill.",
  drillOpen: "Open the test entry",
  drillOpened: (number: string) => `The test entry says: ${number}`,
  drillOpenedHow:
    "Compare it with the sheet of the drill. If it is the same, the shares work. Nothing real was opened.",
  drillWaits: "The test entry is not here yet.",
  drillWaitsHow: "Sync the registrar’s device. Then end this drill and put the shares in again.",
  drillEnd: "End the drill",
  drillEnded:
    "The drill is over. Sync, so that everybody knows. Now the root should make new test shares.",
};
