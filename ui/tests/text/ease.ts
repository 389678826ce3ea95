// How hard a text is to read. English: the Flesch-Kincaid grade (Kincaid and others, 1975). Spanish: the INFLESZ scale of the
// Szigriszt-Pazos formula (Barrio-Cantalejo and others, 2008), and Fernández-Huerta's (1959). Syllables are counted by rule.

export interface Counted {
  words: number;
  sentences: number;
  syllables: number;
}

export function counted(text: string, syllables: (word: string) => number): Counted {
  const words = text.match(/\p{L}[\p{L}’']*/gu) ?? [];
  const sentences = text.split(/[.!?…:;]+(?:\s|$)/).filter((one) => /\p{L}/u.test(one));
  return {
    words: words.length,
    sentences: Math.max(1, sentences.length),
    syllables: words.reduce((sum, word) => sum + syllables(word.toLowerCase()), 0),
  };
}

export function sum(all: readonly Counted[]): Counted {
  const of = (key: keyof Counted) => all.reduce((total, one) => total + one[key], 0);
  return { words: of("words"), sentences: of("sentences"), syllables: of("syllables") };
}

/** Years of school in the United States that a reader needs. */
export function fleschKincaid({ words, sentences, syllables }: Counted): number {
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
}

/** 80 and more very easy, 65 fairly easy, 55 normal, below that hard. */
export function inflesz({ words, sentences, syllables }: Counted): number {
  return 206.835 - 62.3 * (syllables / words) - words / sentences;
}

/** 60 to 70 is read after eight or nine years of school, 70 to 80 after seven. */
export function fernandezHuerta({ words, sentences, syllables }: Counted): number {
  return 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences);
}

/** Groups of vowels, without those that are written and not said. */
export function englishSyllables(word: string): number {
  const bare = word.replace(/[^a-z]/g, "");
  if (bare.length <= 3) return 1;
  const said = bare
    .replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, "")
    .replace(/^y/, "")
    .match(/[aeiouy]{1,2}/g);
  return Math.max(1, said?.length ?? 1);
}

/** One for each vowel that is said by itself: weak vowels join their neighbours, accented ones do not. */
export function spanishSyllables(word: string): number {
  const bare = word
    .replace(/qu(?=[eiéí])/g, "k")
    .replace(/gu(?=[eiéí])/g, "g")
    .replace(/y$/, "i");
  const nuclei = bare.match(/[iuü]?[aeoáéó][iuü]?|[íú]|[iuü]{1,2}/g);
  return Math.max(1, nuclei?.length ?? 1);
}
