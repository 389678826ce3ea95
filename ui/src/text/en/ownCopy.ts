// The young person's own copy of what is recorded about them.

export const ownCopy = {
  title: "Their own copy",
  help: "Read it together. They decide whether they take it along.",
  open: "Their own copy",
  openWhy: "What is recorded about the young person, for them, in plain words.",
  before: "What is in it",
  beforeLines: [
    "What they were told, what they decided, and what is safe to show them. Who can read it.",
    "It has no police facts, no notes, and no one else’s name.",
    "A file or paper is not sealed. Ask who could find it. To read it here is safest.",
    "Auditors see that a copy was made.",
  ],
  make: "Make the copy",
  write: "Write it into a file",
  written: (file: string) =>
    `It is in the file ${file}. Give it to the young person only, and delete it here.`,
};
