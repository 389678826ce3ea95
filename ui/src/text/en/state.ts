export const state = {
  open: "To do",
  done: "Done",
  declined: "Declined by the youth",
  not_applicable: "Does not apply",
  missed: "Did not happen",
  transferred: "Handed over",
};
