export const firm = {
  law: "Law",
  protocol: "County protocol",
  agency: "Agency order",
  state_model: "State model",
  advice: "Good practice",
};
