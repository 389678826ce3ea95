// Two phones held beside each other: has the server shown both the same?
import { one } from "../count";

export const compare = {
  open: "Compare with another phone",
  title: "Compare two phones",
  help: "Let a colleague take in this code, then put in theirs.",
  why: "A server could show each phone something different. Two phones side by side find out. The code holds nothing of a record.",
  ours: "This phone",
  seen: (time: string, n: number) =>
    `Seen: ${time}. The server then held ${one(n, "sealed item", "sealed items")}: saves, keys, and changes of people.`,
  lastWord: (time: string) => `Another phone last confirmed what the server shows: ${time}.`,
  noWord: "No other phone has confirmed yet what the server shows.",
  picture: "The code of this phone as a picture",
  text: "The code as text",
  theirs: "The other phone",
  theirCode: "Code of the other phone",
  theirFile: "Open a file",
  compare: "Compare",
  nothing: "There is nothing to compare yet.",
  nothingTodo: "Sync once, then come back.",
  caught: "The sync with this server is stopped. You can still compare what this phone has seen.",
  toProof: "See the proof under Problems",
  outcomes: {
    same: {
      happened: "Both phones have seen the same.",
      todo: "Nothing to do. Compare again at the next change of shift.",
    },
    they_are_ahead: {
      happened: "The other phone has seen more.",
      todo: "That is usual when it synced later. Sync now. The server must then show that both belong together, or the sync stops.",
    },
    we_are_ahead: {
      happened: "This phone has seen more.",
      todo: "That is usual when it synced later. Sync now. The server must then show that both belong together, or the sync stops.",
    },
    two_histories: {
      happened: "The server has not shown both phones the same.",
      todo: "The sync is stopped on this phone, and the proof is kept. Go on working; all of it is here. Put this phone’s code into the other phone too. Then call your registrar.",
    },
  },
};
