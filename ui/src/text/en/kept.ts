export const kept = {
  onlyHere: "Only on this phone",
  onServer: (time: string) => `On the server ${time}`,
  refused: "Refused by the server. Kept on this phone.",
};
