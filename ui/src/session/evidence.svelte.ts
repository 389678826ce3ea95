// What is being written down with a step, and the time that was picked for it. The step's page and its calls share one draft: what is typed here stands there.
import type { EvidenceAsked, ValueView, When } from "../bridge/types";
import { Draft } from "./draft.svelte";

/** The time stands in the draft beside the evidence, under a name that no evidence has. */
const AT = "@at";

type Given = readonly [id: string, value: ValueView | null];
type Asked = readonly Pick<EvidenceAsked, "id" | "value">[];

export class EvidenceDraft {
  readonly #draft: Draft;
  readonly #asked: () => Asked;
  /** Null where something that was saved before was emptied. */
  #given: readonly Given[] = $state.raw([]);

  #at = $state.raw<When | null>(null);

  /** `asked` gives what the step asks for, with what was saved before. */
  constructor(episode: string, step: string, asked: () => Asked) {
    this.#draft = new Draft(`step:${episode}:${step}`);
    this.#asked = asked;
  }

  get trouble() {
    return this.#draft.trouble;
  }

  /** Whether something was changed since the last save. */
  get changed(): boolean {
    return this.#given.length > 0;
  }

  /** Brings back what was half written, unless it is being written anew already. */
  async recall(): Promise<void> {
    await this.#draft.recall();
    const { [AT]: at, ...kept } = (this.#draft.value() ?? {}) as Record<string, ValueView | null>;
    if (at?.kind === "instant") this.#at ??= at.at;
    const meanwhile = this.#given;
    const earlier = Object.entries(kept).filter(([id]) => !meanwhile.some(([one]) => one === id));
    this.#given = [...earlier, ...meanwhile];
  }

  /** When it happened, where somebody picked a time. */
  get at(): When | null {
    return this.#at;
  }

  set at(when: When | null) {
    this.#at = when;
    this.#keep();
  }

  /** What an input shows. */
  shown(id: string): ValueView | null {
    const given = this.#given.find(([one]) => one === id);
    return given ? given[1] : this.#before(id);
  }

  put(id: string, value: ValueView | null): void {
    const others = this.#given.filter(([one]) => one !== id);
    const asBefore = value === null && this.#before(id) === null;
    this.#given = asBefore ? others : [...others, [id, value]];
    this.#keep();
  }

  /** What is saved: what was written down before stays with the step unless it was changed now. */
  whole(): Record<string, ValueView> {
    const before = this.#asked().map(({ id, value }) => [id, value] as const);
    const all = Object.entries(Object.fromEntries([...before, ...this.#given]));
    return Object.fromEntries(all.flatMap(([id, value]) => (value === null ? [] : [[id, value]])));
  }

  /** Forgets the draft, once it is saved for good. */
  async clear(): Promise<void> {
    this.#given = [];
    this.#at = null;
    await this.#draft.clear();
  }

  /** The screen is gone; what waits is still handed over. */
  close(): void {
    this.#draft.close();
  }

  #keep(): void {
    const at = this.#at === null ? {} : { [AT]: { kind: "instant", at: this.#at } };
    const kept = { ...Object.fromEntries(this.#given), ...at };
    this.#draft.put(Object.keys(kept).length === 0 ? "" : JSON.stringify(kept));
  }

  #before(id: string): ValueView | null {
    return this.#asked().find((one) => one.id === id)?.value ?? null;
  }
}
