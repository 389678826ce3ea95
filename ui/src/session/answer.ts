// Answers and values in words. Pure: the words are passed in.
import type { AnswerView, Choice, Language, Question, ValueView } from "../bridge/types";
import type { Catalogue } from "../text/en";
import type { Strokes } from "./signature";
import { whenWords } from "./time";

interface Said {
  options: readonly Choice[];
  now: number;
  language: Language;
  t: Catalogue;
}

/** Whether people gave different answers that all stand; the same answer given twice is no difference. */
export function differs({ live }: Pick<Question, "live">): boolean {
  return new Set(live.map(({ answer }) => JSON.stringify(answer))).size > 1;
}

/** The name that an answer gives, where the question asks for one: it is never shown without being asked for. */
export function nameIn({ kind }: Pick<Question, "kind">, answer: AnswerView): string | null {
  if (kind !== "name" || answer.kind !== "given") return null;
  return answer.value.kind === "text" ? answer.value.text : null;
}

/** "Unknown", "Spanish", "15": an answer as a person reads it. */
export function answerWords(answer: AnswerView, said: Said): string {
  switch (answer.kind) {
    case "unknown":
      return said.t.record.unknown;
    case "not_asked":
      return said.t.record.notAsked;
    case "declined":
      return said.t.record.declined;
    case "given":
      return valueWords(answer.value, said);
  }
}

const two = (part: number) => String(part).padStart(2, "0");

function valueWords(value: ValueView, { options, now, language, t }: Said): string {
  const label = (code: string) => options.find((one) => one.code === code)?.label ?? code;
  switch (value.kind) {
    case "flag":
      return value.yes ? t.common.yes : t.common.no;
    case "text":
      return value.text;
    case "choice":
      return label(value.code);
    case "choices":
      return value.codes.map(label).join(", ");
    case "number":
      return String(value.number);
    case "instant":
      return whenWords(value.at, now, language, t);
    case "date":
      return [value.year, two(value.month), two(value.day)].join("-");
    case "range":
      return `${value.low} – ${value.high}`;
    case "signature":
      return t.rights.signedPicture;
  }
}

type Around = Omit<Said, "options">;

/** The newest answer to a question in words; nothing while there is none. */
export function givenIn(question: Question | null, around: Around): string {
  const last = question?.live.at(-1);
  if (!question || !last) return "";
  if (nameIn(question, last.answer) !== null) return around.t.record.nameCovered;
  return answerWords(last.answer, { options: question.options, ...around });
}

/** The newest time that was given to a question, in words; when it was answered, where the answer is no time. */
export function whenGiven(question: Question | null, { now, language, t }: Around): string {
  const last = question?.live.at(-1);
  if (!last) return "";
  const given = last.answer.kind === "given" ? last.answer.value : null;
  const at = given?.kind === "instant" ? given.at : { ms: last.at_ms, plus_minus_ms: null };
  return whenWords(at, now, language, t);
}

/** The strokes of the newest answer, when it is a signature. */
export function strokesGiven(question: Question | null): Strokes | null {
  const answer = question?.live.at(-1)?.answer;
  return answer?.kind === "given" && answer.value.kind === "signature"
    ? answer.value.strokes
    : null;
}
