import { one } from "../count";

export const handOver = {
  open: "Hand the episode over",
  title: "Hand the episode over",
  help: "Choose who takes it over, then hand it over.",
  helpNobody: "Ask your lead or your registrar who can take it.",
  who: "Who takes it over?",
  nobody:
    "There is nobody to hand it to. Everybody else reads it already, or may not open episodes like this one. A registrar can give somebody that right.",
  gets: "They get",
  unnamed: "Somebody whose name is not known here",
  then: "What happens then",
  thenMine: [
    "They read everything of it, from the beginning.",
    "You no longer have it. What is on this phone goes as soon as the server has all of it.",
    "The phone tells the others when it is gone.",
  ],
  thenLead: [
    "They read what you read of it, from the beginning.",
    "Who had it before no longer has that. Their phone removes it at its next sync, and says so.",
    "What that deputy wrote for the investigation stays with them. Only they can hand that over.",
  ],
  honest: "Nobody can make a person forget what they have read.",
  go: (name: string) => `Hand it over to ${name}`,
  done: (name: string) => `Handed over to ${name}. Sync now, so that they get it.`,
  gone: (name: string) => `${name} has it now. It is gone from this phone.`,
  helpGone: "Go on with your own list.",
  stands: "Who has it",
  hasIt: (name: string, by: string, time: string) =>
    `${name} has it. ${by} handed it over ${time}.`,
  confirmed: (time: string) => `Confirmed ${time}`,
  unconfirmed: "Not confirmed yet",
  before: "Who had it before",
  cleared: "It is gone from this device.",
  notCleared: "This device has not said yet that it is gone. It goes at its next sync.",
  device: "A device without a name",
  goes: "You handed this episode over. It goes from this phone once the server has all of it.",
  helpLate: "Read what came late. Then take it in, or ask the person.",
  late: "Came after it was handed over",
  lateHow:
    "This was saved on a phone that had not heard of the end yet. Nothing of it is lost. It counts once a lead or a registrar takes it in.",
  lateLine: (name: string, n: number) => `${name}: ${one(n, "save", "saves")}`,
  lateTake: "Take it in",
  lateTakeWhat: "Takes in all that came late from this phone, in other episodes too.",
  lateTaken: "Taken in. Sync now, so that the others see it.",
  lateWaits: (n: number) =>
    `${one(n, "save", "saves")} came late and ${n === 1 ? "waits" : "wait"}`,
  lateLook: "Read them",
  toMe: (by: string) => `${by} handed this episode to you.`,
  take: "I have it",
  taken: "Confirmed. The others see that you have it.",
  removed: (n: number) =>
    `${one(n, "episode was", "episodes were")} handed over and ${n === 1 ? "is" : "are"} gone from this phone.`,
};
