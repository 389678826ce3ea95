// The words of the chosen language, for every screen.
import type { Language, Trouble } from "../bridge/types";
import { en, type Catalogue } from "./en";
import { es } from "./es";
import { sameWords, type TroubleWords } from "./en/troubles";

const catalogues: Record<Language, Catalogue> = { en, es };

class Words {
  language = $state<Language>("en");
  readonly t = $derived(catalogues[this.language]);

  /** The words of a language that somebody else reads, by its two letters. */
  in(letters: string): Catalogue {
    return letters === "es" ? es : en;
  }

  use(language: Language): void {
    this.language = language;
    document.documentElement.lang = language;
  }

  /** What happened and what to do, by the code itself, then by its family, then in general. */
  trouble({ code }: Trouble): TroubleWords {
    const table: Record<string, TroubleWords> = this.t.troubles;
    const family = code.split(".")[0] ?? "";
    return (
      table[code] ?? table[family] ?? table[sameWords[family] ?? ""] ?? this.t.troubles.unexpected
    );
  }
}

export const words = new Words();
