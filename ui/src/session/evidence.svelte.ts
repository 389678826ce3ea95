// What is being written down with a step. The step's page and its calls share one draft: what is typed here stands there.
import { SvelteMap } from "svelte/reactivity";
import type { EvidenceAsked, ValueView } from "../bridge/types";
import { Draft } from "./draft.svelte";

type Asked = readonly Pick<EvidenceAsked, "id" | "value">[];

export class EvidenceDraft {
  readonly #draft: Draft;
  readonly #asked: () => Asked;
  /** Null where something that was saved before was emptied. */
  readonly #given = new SvelteMap<string, ValueView | null>();

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
    return this.#given.size > 0;
  }

  /** Brings back what was half written, unless it is being written anew already. */
  async recall(): Promise<void> {
    await this.#draft.recall();
    const kept = (this.#draft.value() ?? {}) as Record<string, ValueView | null>;
    for (const [id, value] of Object.entries(kept)) {
      if (!this.#given.has(id)) this.#given.set(id, value);
    }
  }

  /** What an input shows. */
  shown(id: string): ValueView | null {
    return this.#given.has(id) ? (this.#given.get(id) ?? null) : this.#before(id);
  }

  put(id: string, value: ValueView | null): void {
    if (value === null && this.#before(id) === null) this.#given.delete(id);
    else this.#given.set(id, value);
    const kept = Object.fromEntries(this.#given);
    this.#draft.put(this.changed ? JSON.stringify(kept) : "");
  }

  /** What is saved: what was written down before stays with the step unless it was changed now. */
  whole(): Record<string, ValueView> {
    const before = this.#asked().map(({ id, value }) => [id, value] as const);
    const all = Object.entries(Object.fromEntries([...before, ...this.#given]));
    return Object.fromEntries(all.flatMap(([id, value]) => (value === null ? [] : [[id, value]])));
  }

  /** Forgets the draft, once it is saved for good. */
  async clear(): Promise<void> {
    this.#given.clear();
    await this.#draft.clear();
  }

  /** The screen is gone; what waits is still handed over. */
  close(): void {
    this.#draft.close();
  }

  #before(id: string): ValueView | null {
    return this.#asked().find((one) => one.id === id)?.value ?? null;
  }
}
