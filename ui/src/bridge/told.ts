// What the shell tells without being asked: locked, records changed, sync changed.
import { listen } from "@tauri-apps/api/event";
import type { Told } from "./types";

/** Calls `hear` for each; returns a function that stops listening. */
export async function whenTold(hear: (told: Told) => void): Promise<() => void> {
  return listen<Told>("told", (event) => hear(event.payload));
}
