import { one } from "../count";

export const time = {
  now: "Now",
  minutes: (n: number) => `${n} min`,
  hours: (h: number, m: number) => (m === 0 ? `${h} h` : `${h} h ${m} min`),
  days: (d: number, h: number) =>
    h === 0 ? one(d, "day", "days") : `${one(d, "day", "days")} ${h} h`,
  about: (time: string) => `about ${time}`,
  earlier: "Earlier",
  minutesAgo: (n: number) => `${n} min ago`,
  hoursAgo: (n: number) => one(n, "hour ago", "hours ago"),
  change: "Change the time",
  minusHour: "1 hour earlier",
  minusFive: "5 minutes earlier",
  plusFive: "5 minutes later",
  plusHour: "1 hour later",
  exact: "Exact",
  roughly: "About",
  howSure: "How sure is the time?",
};
