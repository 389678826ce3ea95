export const notes = {
  title: "Private notes",
  only: (agency: string) => `Only ${agency} can read these notes.`,
  never:
    "They never go to the county’s server. Officers and the county cannot see that a note exists.",
  label: "New note",
  add: "Save the note",
  empty: "No notes yet.",
  amend: "Change",
  amending: "Change the note",
  amended: (time: string) => `changed ${time}`,
  beside: (by: string, time: string) => `${by} changed it too, ${time}. Both are kept.`,
  takenBack: (count: number) => `Taken back: ${count}`,
  tookBack: (by: string, time: string) => `${by} took it back, ${time}.`,
  tookBackBeside: (by: string, time: string) =>
    `${by} took it back, ${time}. These words still stand.`,
  wasTakenBack: "The note is taken back. It stays in the history.",
  putBack: "Put back",
  by: (who: string, time: string) => `${who}, ${time}`,
};
