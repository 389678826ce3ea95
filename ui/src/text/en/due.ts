export const due = {
  now: "Now",
  late: (span: string) => `Late by ${span}`,
  in: (span: string) => `In ${span}`,
  at: (time: string) => `at ${time}`,
  nowSince: (span: string) => `Now, for ${span} already`,
  estimated: "The start time is an estimate, so this is too.",
  assumed: (clock: string) => `Counted from “${clock}” until its own time is known.`,
  beyondCalendar: "The court calendar ends before this. Holidays may be missing from the count.",
  turn: (n: number, of: number | null) => (of === null ? `Time ${n}` : `Time ${n} of ${of}`),
  setAside: (by: string) => `Set aside: ${by}`,
  off: "No longer part of this episode",
  waits: (clock: string) => `Waits for: ${clock}`,
};
