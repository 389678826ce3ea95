// The working list as it is read: phase by phase, and within a phase by how pressing, mine before the others'. Pure.
import type { PhaseView, PlanLine, PlanView } from "../bridge/types";
import { pressingOf, type Pressing } from "./time";

/** Lines that are equally pressing; `null` for what is finished or set aside. */
export interface Group {
  pressing: Pressing | null;
  lines: PlanLine[];
}

export interface Phase {
  phase: PhaseView;
  groups: Group[];
  /** How many of the phase's lines are finished, of how many that count. */
  done: number;
  of: number;
}

const ORDER: readonly (Pressing | null)[] = ["late", "now", "soon", "later", "waits", null];

export const isOpenLine = (line: PlanLine) => line.state === "open" && line.standing.kind === "on";

/** The phases that have something to show, in the pack's order. */
export function grouped(
  plan: PlanView,
  wanted: (line: PlanLine) => boolean,
  withFinished: boolean,
  now: number,
): Phase[] {
  return plan.phases.flatMap((phase) => {
    const all = plan.steps.filter((line) => line.phase === phase.phase && wanted(line));
    const shown = all.filter((line) => withFinished || isOpenLine(line));
    if (shown.length === 0) return [];
    const counting = all.filter((line) => line.standing.kind === "on");
    return [
      {
        phase,
        groups: ORDER.map((pressing) => group(shown, pressing, now)).filter(
          ({ lines }) => lines.length > 0,
        ),
        done: counting.filter((line) => line.state !== "open").length,
        of: counting.length,
      },
    ];
  });
}

function group(lines: readonly PlanLine[], pressing: Pressing | null, now: number): Group {
  const of = (line: PlanLine) => (isOpenLine(line) ? pressingOf(line.due, now) : null);
  const here = lines.filter((line) => of(line) === pressing);
  return {
    pressing,
    lines: [...here.filter((line) => line.mine), ...here.filter((line) => !line.mine)],
  };
}
