// The page of an episode's protocol in every state; see scenes.mjs for how a scene is written.
import { episode, newContact, tap, walk, to } from "./acts.mjs";

const newer = walk(episode, to("A newer protocol is here: version 2026.2", "Protocol"));
/** Opens what is folded behind these words. */
const unfold = (words) => async (page) => page.getByText(words).click();
const page = walk(episode, to("Protocol: Demo County", "Protocol"));

export const packScenes = [
  ["tonight-protocol-ends", "pack=ends"],
  ["tonight-protocol-stopped", "pack=expired"],
  ["settings-protocol-expired", "pack=expired&whole=1", to("Settings")],
  ["episode-newer-protocol", "pack=newer", episode],
  ["protocol", "whole=1", page],
  ["protocol-newer", "pack=newer&whole=1", newer],
  [
    "protocol-newer-words",
    "pack=newer&whole=1",
    walk(newer, unfold("1 sentence reads differently")),
  ],
  ["protocol-moved", "pack=newer&whole=1", walk(newer, tap("Move to version 2026.2"))],
  ["protocol-newer-desktop", "pack=newer&size=desktop", newer],
  ["protocol-read-only", "role=lead&pack=newer&whole=1", newer],
  [
    "protocol-differ",
    "pack=differ&whole=1",
    walk(episode, to("Two people chose different protocols", "Protocol")),
  ],
  [
    "protocol-not-here",
    "pack=not_here&whole=1",
    walk(episode, to("Its protocol, version 2025.4", "Protocol")),
  ],
  ["protocol-expired", "pack=expired&whole=1", page],
  ["protocol-unsigned", "pack=unsigned&whole=1", page],
  ["contact-expired", "pack=expired", newContact],
  ["contact-altered", "pack=altered", newContact],
];
