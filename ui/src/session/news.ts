// Passes on inside the window what the shell tells: each open screen asks again for what it shows.
import type { Told } from "../bridge/types";

type Hear = (told: Told) => void;

const listening = new Set<Hear>();

/** Hears until the returned function is called. */
export function hear(hear: Hear): () => void {
  listening.add(hear);
  return () => listening.delete(hear);
}

export function tell(told: Told): void {
  for (const hear of [...listening]) hear(told);
}
