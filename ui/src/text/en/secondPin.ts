export const secondPin = {
  first: "Your PIN",
  firstPhrase: "Your passphrase",
  firstWhy: "Has somebody seen it? Take another one.",
  change: "Change it",
  newPin: "Your new PIN",
  newPhrase: "Your new passphrase",
  helpChange: "Learn the new one. At the end, type the one of today.",
  changed: "From now on only the new one opens this device.",
  title: "A second PIN",
  titlePhrase: "A second passphrase",
  openWhy:
    "If somebody forces you to open this device, type another PIN. They see training records, and your own stay closed.",
  openWhyPhrase:
    "If somebody forces you to open this device, type another passphrase. They see training records, and your own stay closed.",
  open: "How it works",
  shows: "It shows training records",
  showsWhat:
    "They look like work that was done. Nothing of a young person is in them. What you do there stays there.",
  closes: "It closes your own records",
  closesWhat:
    "From then on your first one does not open this device any more. Only a registrar can open your records again. Nothing in them is lost.",
  calls: "It calls nobody",
  callsWhat:
    "Nothing is sent. Once a registrar has opened your records again, the auditors can see when it was used. Whoever keeps the device and studies it for long may find out sooner.",
  again:
    "No screen says whether you have one. If you make one now, it takes the place of one from before.",
  make: "Make it",
  help: "Read what it does. Then make it, or go back.",
  helpNew: "Learn it. It is not the one that opens your own records.",
  yours: "Your second PIN",
  yoursPhrase: "Your second passphrase",
  typeBack: "Type your second PIN",
  making: "The training records are being made. This takes a few seconds.",
  doneTitle: "It is set",
  done: "Use it only if you are forced to. Do not try it out: it closes your own records.",
  doneBack: "Back to the settings",
  helpDone: "Go back to the settings.",
};
