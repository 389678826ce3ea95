export const scan = {
  camera: "Scan it with the camera",
  picture: "Open a picture",
  reading: "Reading…",
  read: "The code is in.",
  view: "What the camera sees",
  looking: "Hold the code still, so that it fills the picture.",
  stop: "Stop the camera",
};
