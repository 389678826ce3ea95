// What may stand on a locked screen, and nothing else: src-tauri/src/reminding.rs holds the list of the sentences below.
export const reminder = {
  soon: "A step is due soon.",
};
