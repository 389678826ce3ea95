import { one } from "../count";

export const unlock = {
  title: "Unlock",
  pinLabel: "Your PIN",
  entered: (n: number) => one(n, "digit entered", "digits entered"),
  digit: (d: number) => `${d}`,
  erase: "Erase the last digit",
  open: "Open",
  opening: "Opening…",
  passphrase: "Your passphrase",
  missed: "That did not open it.",
  wait: (seconds: number) => `Wait ${one(seconds, "second", "seconds")}, then try again.`,
  tryAgain: "Try again.",
  release: "This device is closed after too many tries.",
  releaseHow: "Nothing is lost. Ask your registrar to release it, also by phone.",
  releaseShow: "Show this to your registrar, or send the text. It is no secret.",
  releasePicture: "Request for the registrar, as a picture",
  releaseText: "The same as text",
  releaseCode: "The code that your registrar reads to you: four groups of seven",
  otherAgency: "Ask another agency",
  haveCode: "I have the code",
  newSecret: "A new way in",
};
