// The advocate's own screens in every state; see scenes.mjs for how a scene is written.
import { choose, episode, heading, tap, then, to } from "./acts.mjs";

const ES200 = "language=es&text=largest&whole=1";
const page = to("gentle meadow");
const own = (name) => then(episode, to(name));

/** Writes what the phone holds into a file, and waits for what is said of it. */
const held = (button) =>
  then(tap(button), async (page) => page.locator(".card[role=status]").waitFor());

export const advocateScenes = [
  ["tonight-advocate", "role=advocate"],
  ["tonight-advocate-day", "role=advocate&theme=day"],
  ["tonight-advocate-es-200", "role=advocate&language=es&text=largest&whole=1"],
  ["callout", "role=advocate", page],
  ["callout-day", "role=advocate&theme=day", page],
  ["callout-eta", "role=advocate", then(page, tap("I am coming"))],
  ["callout-cannot", "role=advocate&whole=1", then(page, tap("I cannot come"))],
  ["callout-coming", "role=advocate", then(page, tap("I am coming"), tap("40 min"))],
  [
    "callout-es-200",
    "role=advocate&language=es&text=largest&whole=1",
    then(page, tap("Voy en camino")),
  ],
  ["callout-turned", "role=advocate&size=turned", page],
  ["callout-desktop", "role=advocate&size=desktop", page],

  ["episode-advocate", "role=advocate&whole=1", episode],
  ["limits", "role=advocate&whole=1", own("What stays private")],
  ["limits-es-200", `role=advocate&${ES200}`, own("Lo que queda en privado")],
  ["tells", "role=advocate&whole=1", own("What I may tell them")],
  ["tells-es-200", `role=advocate&${ES200}`, own("Qué les puedo decir")],
  ["needs", "role=advocate&whole=1", own("Needs and comfort bag")],
  ["needs-es-200", `role=advocate&${ES200}`, own("Necesidades y bolsa")],
  ["safety-plan", "role=advocate&whole=1", own("Safety plan")],
  ["safety-plan-part", "role=advocate&whole=1", then(own("Safety plan"), tap("Who is safe"))],
  ["safety-plan-es-200", `role=advocate&${ES200}`, own("Plan de seguridad")],
  ["contact-plan", "role=advocate&whole=1", own("How to reach them")],
  ["follow-up", "role=advocate&whole=1", own("Keeping in touch")],
  [
    "follow-up-contact",
    "role=advocate&whole=1",
    then(own("Keeping in touch"), choose("We were in touch")),
  ],
  ["follow-up-paused", "role=advocate&whole=1", then(own("Keeping in touch"), tap("They want"))],
  [
    "follow-up-offer-es",
    "role=advocate&language=es&whole=1",
    then(to("silver field"), to("Seguir en contacto")),
  ],
  ["follow-up-es-200", `role=advocate&${ES200}`, own("Seguir en contacto")],
  ["follow-up-desktop", "role=advocate&size=desktop", own("Keeping in touch")],
  ["readers", "whole=1", own("Who can read this")],
  ["readers-es-200", `role=advocate&${ES200}`, own("Quién puede leer esto")],
  ["phone", "whole=1", then(to("Settings"), to("What is on this phone"))],
  ["phone-es-200", ES200, then(to("Ajustes"), to("Qué hay en este teléfono"))],
  [
    "phone-held",
    "role=advocate&whole=1",
    then(to("Settings"), to("What is on this phone"), held("Write it for Demo County")),
  ],
  [
    "phone-held-day-es-200",
    `role=advocate&theme=day&${ES200}`,
    then(to("Ajustes"), to("Qué hay en este teléfono"), held("Escribirlo para Demo County")),
  ],
  ["server", "role=advocate&whole=1", then(to("Settings"), to("What the server sees"))],
  ["server-es-200", ES200, then(to("Ajustes"), to("Qué ve el servidor"))],
];

// What is shared for a time.
const box = (name) => async (stage) => stage.getByRole("checkbox", { name }).first().check();
const typed = (label, text) => async (stage) => stage.getByLabel(label).fill(text);

const pick = then(
  episode,
  to("Share a part"),
  box(/People who are safe/),
  choose("D. Rivera"),
  typed("What is it for?", "So that the night car knows whom to call."),
);
const offer = then(pick, tap("See what they will read"), async (stage) => {
  await stage.getByRole("heading", { name: "Exactly this, and nothing else" }).waitFor();
});
const offerEs = then(
  episode,
  to("Compartir una parte"),
  box(/Personas de confianza/),
  choose("D. Rivera"),
  typed("¿Para qué es?", "Para que el turno de noche sepa a quién llamar."),
  tap("Ver lo que va a leer"),
  async (stage) => stage.getByRole("heading", { name: "Exactamente esto, y nada más" }).waitFor(),
);
const amend = then(
  to("What was shared"),
  tap(/Give a changed copy instead.*amber river/),
  heading("Give a changed copy instead"),
  async (stage) => stage.getByText("What happens to the earlier one").waitFor(),
);
const amendEs = then(
  to("Lo que se compartió"),
  tap(/Dar una copia cambiada.*amber river/),
  heading("Dar una copia cambiada en su lugar"),
  async (stage) => stage.getByText("Qué pasa con la anterior").waitFor(),
);
const list = to("What was shared");
const listEs = to("Lo que se compartió");
const read = then(list, tap(/Read it.*lemon winter/), heading("amber river"));
const readEs = then(listEs, tap(/Leerlo.*lemon winter/), heading("amber river"));

export const copiesScenes = [
  ["share", "role=advocate&whole=1", pick],
  ["share-offer", "role=advocate&whole=1", offer],
  ["share-offer-day", "role=advocate&theme=day&whole=1", offer],
  ["share-offer-es-200", "role=advocate&language=es&text=largest&whole=1", offerEs],
  ["share-amend", "role=advocate&copies=1&whole=1", amend],
  [
    "share-amend-offer",
    "role=advocate&copies=1&whole=1",
    then(amend, tap("See what they will read"), async (stage) => {
      await stage.getByText("Exactly this, and nothing else").waitFor();
    }),
  ],
  ["share-amend-es-200", `role=advocate&copies=1&${ES200}`, amendEs],
  ["readers-copies", "role=advocate&copies=1&whole=1", own("Who can read this")],
  ["readers-copies-es-200", `role=advocate&copies=1&${ES200}`, own("Quién puede leer esto")],
  ["copies-others", "role=lead&copies=others&whole=1", then(tap("Tonight"), list)],
  ["copies", "role=advocate&copies=1&whole=1", list],
  ["copies-es-200", "role=advocate&copies=1&language=es&text=largest&whole=1", listEs],
  ["copy-read", "copies=1&whole=1", read],
  ["copy-read-es-200", "copies=1&language=es&text=largest&whole=1", readEs],
];
