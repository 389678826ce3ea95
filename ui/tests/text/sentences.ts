// Every sentence of a catalogue with the name it goes by; those that take values get stand-ins.

export interface Sentence {
  name: string;
  text: string;
}

export function sentencesOf(value: unknown, name = ""): Sentence[] {
  if (typeof value === "string") return [{ name, text: value }];
  if (typeof value === "function")
    return [{ name, text: String((value as (...given: unknown[]) => unknown)(2, 3)) }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    sentencesOf(held, name === "" ? key : `${name}.${key}`),
  );
}
