export const settings = {
  title: "Settings",
  language: "Language",
  text: "Text size",
  textNormal: "Normal",
  textLarge: "Large",
  textLargest: "Largest",
  theme: "Colors",
  themeNight: "Night",
  themeDay: "Day",
  themeContrast: "High contrast",
  themePhone: "Like the phone",
  idle: "Lock by itself after",
  idleShared:
    "After one minute: several people use this device. Unused for 14 days, your notebook is removed if nothing would be lost.",
  reminders: "Remind me before something is due",
  remindersHow:
    "A line says that a step is due soon, also while the app is locked. When the app is not in front, the device shows the same words as a notice. It never says which step, or about whom.",
  remindersInside:
    "This device shows no notices outside the app. Allow them for First72 in the device’s own settings.",
  lock: "Lock now",
  quickExit: "Quick exit",
  quickExitHow:
    "The button in the top corner locks the app and shows a plain page of notes. Going back three times fast, or Esc three times, does the same. To return, tap the title of that page three times.",
  device: "This device",
  who: (name: string, roles: string) => `${name}, ${roles}`,
  agencies: "Enrolled with",
  addAgency: "Enroll with another agency",
  packLine: (name: string, version: string) => `${name}, version ${version}`,
  calendar: (day: string) => `Court calendar ends ${day}`,
  version: (v: string) => `Version ${v}`,
};
