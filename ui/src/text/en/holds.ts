import { one } from "../count";

export const holds = {
  title: "What must not be destroyed",
  help: "Hold what a court or a law wants kept. End it when that is over.",
  what: "A hold keeps what was shared of an episode from being destroyed. Taking it back still stops the reading.",
  none: "Nothing is held.",
  copies: (n: number) => `${one(n, "copy", "copies")} so far`,
  newOne: "A new hold",
  ofCopy: "It is for the episode of the copy that you tapped.",
  reason: "Why? Name the order or the law.",
  reasonHow: "Members of your agency and its guests can read this. Name no young person.",
  set: "Hold it",
  said: "Held. Sync now, so that nothing of it is destroyed.",
  end: "End this hold",
  ended: "Ended. Sync now. What was over is destroyed then.",
  over: "This hold was ended.",
};
