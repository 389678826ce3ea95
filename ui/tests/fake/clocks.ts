// The clocks of a fake episode.
import type { ClockView } from "../../src/bridge/types";
import type { Both } from "./county";
import type { FakeEpisode } from "./episodes";

const MIN = 60_000;
const H = 60 * MIN;

export function clocksOf(
  { t0, tc }: Pick<FakeEpisode, "t0" | "tc">,
  say: (both: Both) => string,
): ClockView[] {
  const exact = (ms: number) => ({ ms, plus_minus_ms: null });
  return [
    {
      clock: "TC",
      name: say(["Team beside the youth, 90 min", "Equipo junto a la persona joven, 90 min"]),
      zero: tc === null ? null : exact(tc),
      ends_ms: tc === null ? null : tc + 90 * MIN,
      main: true,
      met: false,
      assumed: false,
    },
    {
      clock: "T0",
      name: say(["The first 72 hours", "Las primeras 72 horas"]),
      zero: exact(t0),
      ends_ms: t0 + 72 * H,
      main: true,
      met: false,
      assumed: false,
    },
    {
      clock: "TK",
      name: say(["Written report, 36 h", "Informe por escrito, 36 h"]),
      zero: { ms: t0, plus_minus_ms: 10 * MIN },
      ends_ms: t0 + 36 * H,
      main: false,
      met: false,
      assumed: false,
    },
    {
      clock: "TX",
      name: say(["Court, 48 court hours", "Juzgado, 48 horas hábiles"]),
      zero: exact(t0 + 20 * MIN),
      ends_ms: t0 + 48 * H + 20 * MIN,
      main: false,
      met: false,
      assumed: false,
    },
    {
      clock: "TS",
      name: say(["Exam, 96 h", "Examen, 96 h"]),
      zero: { ms: t0 - 12 * H, plus_minus_ms: 2 * H },
      ends_ms: t0 + 84 * H,
      main: false,
      met: false,
      assumed: false,
    },
  ];
}
