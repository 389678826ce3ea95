// A number with its noun, in languages that tell one from several.
export const one = (n: number, single: string, several: string) =>
  `${n} ${n === 1 ? single : several}`;
