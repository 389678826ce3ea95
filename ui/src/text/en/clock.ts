import { one } from "../count";

export const clock = {
  label: "Time",
  exact: "Time: exact.",
  estimated: (within: string) => `Time: estimated, ± ${within}.`,
  estimatedDo: "Sync when you can: the server tells the time.",
  problem: "Clock problem",
  movedBack: (span: string) => `This device’s clock was set back by ${span}.`,
  movedOn: (span: string) => `This device’s clock was set forward by ${span}.`,
  behind: "This device’s clock shows a time that is over.",
  serverDiffers: (span: string) => `The server’s clock and this device’s differ by ${span}.`,
  notChecked: "This device was restarted. Nobody has checked its clock since.",
  newExact: "Due times did not move. New times are still exact.",
  newEstimated: (within: string) =>
    `Due times did not move. New times are saved as estimates, ± ${within}.`,
  movedDo: "Turn on automatic time in the device’s settings, then sync.",
  behindDo: "Set the clock, then sync. Until then, say when things happened by another clock.",
  serverDiffersDo: "Look at another clock. Tell your station lead which one is right.",
  notCheckedDo: "Sync when you can: the server tells the time.",
  moreThan: (span: string) => `more than ${span}`,
  title: "Clock times",
  open: "Clock times",
  help: "Each clock counts from one moment. Correct it and every due time that hangs on it moves. The old time stays here.",
  given: "Somebody gave this time.",
  byStep: (title: string) => `From the step: ${title}`,
  assumed: (name: string) => `Not known yet. Counted from “${name}” until then.`,
  nowhere: "Not started.",
  steps: (n: number) => (n === 0 ? "No open step counts from it." : counts(n)),
  correct: "Correct this time",
  give: "Give this time",
  save: "Save this time",
  saved: "Saved. Due times moved with it.",
  started: "Running",
  waiting: "Not started",
  earlier: (n: number) => one(n, "earlier answer", "earlier answers"),
  zone: (place: string) => `Times are those of ${place}.`,
};

function counts(n: number): string {
  return n === 1 ? "1 open step counts from it." : `${n} open steps count from it.`;
}
