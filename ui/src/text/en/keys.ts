export const keys = {
  title: "Keys",
  button: "Keys",
  lines: "One line down or up",
  columns: "To the column beside it",
  open: "Open the line",
  back: "Back",
  leave: "Quick exit",
  search: "Search on Tonight",
  menu: "Main menu, first to last",
  list: "This list",
  skip: "Skip to the content",
};
