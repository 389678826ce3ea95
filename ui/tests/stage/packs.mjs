// The page of an episode's protocol in every state; see scenes.mjs for how a scene is written.
import { episode, newContact, tap, then, to } from "./acts.mjs";

const ES200 = "language=es&text=largest&whole=1";
const newer = then(episode, to("A newer protocol is here: version 2026.2", "Protocol"));
/** Opens what is folded behind these words. */
const unfold = (words) => async (page) => page.getByText(words).click();
const page = then(episode, to("Protocol: Demo County", "Protocol"));

export const packScenes = [
  ["tonight-protocol-ends", "pack=ends"],
  ["tonight-protocol-stopped-es-200", `pack=expired&${ES200}`],
  ["settings-protocol-expired", "pack=expired&whole=1", to("Settings")],
  ["episode-newer-protocol", "pack=newer", episode],
  ["protocol", "whole=1", page],
  ["protocol-newer", "pack=newer&whole=1", newer],
  [
    "protocol-newer-words",
    "pack=newer&whole=1",
    then(newer, unfold("1 sentence reads differently")),
  ],
  ["protocol-moved", "pack=newer&whole=1", then(newer, tap("Move to version 2026.2"))],
  ["protocol-newer-day", "pack=newer&theme=day", newer],
  ["protocol-newer-desktop", "pack=newer&size=desktop", newer],
  [
    "protocol-newer-es-200",
    `pack=newer&${ES200}`,
    then(episode, to("Hay un protocolo más nuevo: versión 2026.2", "Protocolo")),
  ],
  ["protocol-read-only", "role=lead&pack=newer&whole=1", newer],
  [
    "protocol-differ",
    "pack=differ&whole=1",
    then(episode, to("Two people chose different protocols", "Protocol")),
  ],
  [
    "protocol-not-here",
    "pack=not_here&whole=1",
    then(episode, to("Its protocol, version 2025.4", "Protocol")),
  ],
  ["protocol-expired", "pack=expired&whole=1", page],
  [
    "protocol-unsigned-es-200",
    `pack=unsigned&${ES200}`,
    then(episode, to("Protocolo: Demo County", "Protocolo")),
  ],
  ["contact-expired", "pack=expired", newContact],
  ["contact-altered-es-200", `pack=altered&${ES200}`, to("Nuevo contacto")],
];
