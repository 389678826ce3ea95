// Which of the open steps comes first. Pure: now is passed in.
import type { DueView, PlanLine } from "../bridge/types";

/** Late first, then what is due at once, then by time, then what waits for an occasion. Smaller is sooner. */
function rank(due: DueView, now: number): readonly [number, number] | null {
  switch (due.kind) {
    case "now":
      return [1, 0];
    case "at":
      return [due.due.ms < now ? 0 : 2, due.due.ms];
    case "occasion":
      if (due.due === null) return [3, 0];
      return [due.due.ms < now ? 0 : 2, due.due.ms];
    case "no_clock_yet":
      return null;
  }
}

/** The step that this person does next; null when nothing of theirs is due. Steps of equal rank keep their order. */
export function nextOf(steps: readonly PlanLine[], now: number): PlanLine | null {
  let first: PlanLine | null = null;
  let best: readonly [number, number] | null = null;
  for (const line of steps) {
    if (!line.mine || line.state !== "open" || line.standing.kind !== "on") continue;
    const own = rank(line.due, now);
    if (own === null) continue;
    if (best === null || own[0] < best[0] || (own[0] === best[0] && own[1] < best[1])) {
      [first, best] = [line, own];
    }
  }
  return first;
}
