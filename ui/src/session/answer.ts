// Answers and values in words. Pure: the words are passed in.
import type { AnswerView, Choice, Language, ValueView } from "../bridge/types";
import type { Catalogue } from "../text/en";
import { whenWords } from "./time";

interface Said {
  options: readonly Choice[];
  now: number;
  language: Language;
  t: Catalogue;
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
  }
}
