// Every save of an invented episode, with times that fit, or, where the clocks differ, with some that do not.
import type { SaveLine, SaveWhat, Saves } from "../../src/bridge/types";
import type { Both } from "./county";
import type { FakeEpisode } from "./episodes";

const MIN = 60_000;
const H = 60 * MIN;

export function savesOf(
  episode: FakeEpisode,
  now: number,
  say: (both: Both) => string,
  differ: boolean,
): Saves {
  const step = (both: Both): SaveWhat => ({ kind: "step", title: say(both) });
  const question = (both: Both): SaveWhat => ({ kind: "question", title: say(both) });
  const begun = episode.t0;
  let made = 0;
  const line = (said: number, what: SaveWhat[], more: Partial<SaveLine> = {}): SaveLine => ({
    hash: String(made++).padStart(64, "0"),
    by: "D. Rivera",
    what,
    said: { ms: said, plus_minus_ms: null },
    logged: true,
    after_ms: said - 9 * MIN,
    by_ms: said + 14 * MIN,
    fits: true,
    server_ahead_ms: null,
    late: false,
    ...more,
  });
  const oldest = line(
    begun,
    [
      { kind: "opened" },
      question(["First contact", "Primer contacto"]),
      question(["Station", "Estación"]),
      question(["Injuries", "Lesiones"]),
      question(["How found", "Cómo se encontró"]),
    ],
    { after_ms: null },
  );
  const rest = [
    line(begun + 4 * MIN, [step(["Call the hotline", "Llamar a la línea"])]),
    line(begun + 20 * MIN, [question(["Preferred language", "Idioma preferido"])], {
      by: "J. Okafor",
      said: { ms: begun + 20 * MIN, plus_minus_ms: 5 * MIN },
    }),
    ...(differ
      ? [
          line(begun + 20 * H, [{ kind: "note" }], {
            by: "",
            fits: false,
            after_ms: begun + 22 * MIN,
            by_ms: begun + 50 * MIN,
            late: true,
          }),
          line(begun + 35 * MIN, [{ kind: "link" }, { kind: "pack" }, { kind: "copy" }], {
            server_ahead_ms: -2 * H,
          }),
          line(begun + 36 * MIN, [{ kind: "later" }, { kind: "hand_over" }, { kind: "unnamed" }], {
            server_ahead_ms: H,
            by_ms: null,
          }),
        ]
      : []),
    line(now - 3 * MIN, [{ kind: "note" }], { by_ms: null, logged: false }),
    line(now - MIN, [question(["Needs now", "Qué hace falta ahora"])], {
      after_ms: null,
      by_ms: null,
      logged: false,
    }),
  ];
  return {
    handle: episode.handle,
    saves: [oldest, ...rest].reverse(),
    left_out: differ ? 2 : 0,
  };
}
