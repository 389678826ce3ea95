// The window takes a new document: nothing of what stood in the old one, in its page or its scripts, can be reached from then on.
import type { Language } from "../bridge/types";
import { way } from "./way.svelte";

/** What a new document begins with. It names nothing of a record. */
export interface Begun {
  /** The plain page of a quick exit, in this language. */
  plain: Language | null;
  /** A step is due soon: the line stands before the door as well as behind it. */
  due: boolean;
}

/** Takes a new document in the place of this one: a reload keeps no copy of what it replaces, as a way forward might. */
export async function renew({ plain, due }: Begun): Promise<void> {
  await way.rewound();
  const begun = [...(plain === null ? [] : [`plain=${plain}`]), ...(due ? ["due"] : [])];
  history.replaceState(null, "", `${location.pathname}?${begun.join("&")}`);
  location.reload();
}

/** What this document begins with. The address says it once: it names nothing from then on. */
export function begun(): Begun {
  const said = new URLSearchParams(location.search);
  const plain = said.get("plain");
  history.replaceState(null, "", location.pathname);
  return { plain: plain === "en" || plain === "es" ? plain : null, due: said.has("due") };
}
