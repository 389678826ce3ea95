// The card for the young person, as the fake shell answers it. Every word is invented for these tests.
import type { Commands } from "../../src/bridge/types";
import { AdvocateFake } from "./advocate";
import type { Both } from "./county";

const parts: { title: Both | null; lines: Both[] }[] = [
  { title: null, lines: [["You're not in trouble.", "No estás en problemas."]] },
  {
    title: ["You choose", "Tú eliges"],
    lines: [
      ["You can say no to a question.", "Puedes decir no a una pregunta."],
      ["You can ask for food, water or a rest.", "Puedes pedir comida, agua o un descanso."],
    ],
  },
  {
    title: ["What happens next", "Qué sigue"],
    lines: [["An advocate comes to you.", "Una defensora viene a verte."]],
  },
];

export class CardFake extends AdvocateFake {
  /** Whether a page for the young person is shown, as the shell was told. */
  guarded = false;

  card = ({ episode, language }: Commands["card"]["ask"]): Commands["card"]["answer"] => {
    const spoken = language ?? "es";
    const say = ([english, spanish]: Both): string => this.own(spoken === "es" ? spanish : english);
    return {
      handle: this.found(episode).handle,
      languages: [
        { code: "en", label: "English" },
        { code: "es", label: "Español" },
      ],
      language: spoken,
      name: say(["You're not in trouble.", "No estás en problemas."]),
      parts: parts.map(({ title, lines }) => ({
        title: title && say(title),
        lines: lines.map(say),
      })),
      number: "1-888-373-7888",
      now_ms: this.now,
    };
  };

  guard = ({ on }: Commands["guard"]["ask"]): null => {
    this.guarded = on;
    return null;
  };
}
