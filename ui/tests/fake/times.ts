// The clocks of an invented episode, each with the question that corrects it.
import type { AnswerView, Question, Times } from "../../src/bridge/types";
import type { Both } from "./county";
import { Episodes, type FakeEpisode } from "./episodes";

export class TimesFake extends Episodes {
  /** The question that corrects one clock. */
  protected clockQuestion(episode: FakeEpisode, id: string, label: Both): Question {
    return {
      ...this.questionOf(episode, { id: `clock.${id}`, label, kind: "instant" }),
      live: episode.answers.get(`clock.${id}`) ?? [],
    };
  }

  protected timesOf(episode: FakeEpisode): Times {
    const [tc, t0] = ["TC", "T0"].map((id) => episode.answers.get(`clock.${id}`)?.at(-1)?.answer);
    const given = (answer: AnswerView | undefined) =>
      answer?.kind === "given" && answer.value.kind === "instant" ? answer.value.at : null;
    const exact = (ms: number | null) => (ms === null ? null : { ms, plus_minus_ms: null });
    return {
      episode: episode.id,
      handle: episode.handle,
      may_write: this.role !== "lead",
      now_ms: this.now,
      warnings: [],
      clocks: [
        {
          question: this.clockQuestion(episode, "T0", ["First contact", "Primer contacto"]),
          zero: this.say([
            "An officer first thinks a youth may be harmed, with the youth there.",
            "Un agente piensa por primera vez que la persona joven puede estar sufriendo daño, con ella presente.",
          ]),
          at: given(t0) ?? exact(episode.t0),
          from: { kind: "given" },
          steps: 9,
        },
        {
          question: this.clockQuestion(episode, "TC", ["Hotline call", "Llamada a la línea"]),
          zero: null,
          at: given(tc) ?? exact(episode.tc),
          from:
            episode.tc === null
              ? { kind: "nowhere" }
              : { kind: "step", title: this.say(["Call the hotline", "Llamar a la línea"]) },
          steps: 2,
        },
        {
          question: this.clockQuestion(episode, "TX", ["Taken into custody", "Bajo custodia"]),
          zero: null,
          at: null,
          from: { kind: "nowhere" },
          steps: 1,
        },
      ],
    };
  }
}
