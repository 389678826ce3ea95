// What is loaded: every answer is shown, and the newest stays.
import { describe, expect, it } from "vitest";
import { Loading } from "./loading.svelte";

/** Questions that wait until they are answered; `next` is the next one that is asked. */
function asked() {
  const waiting: ((value: number) => void)[] = [];
  let heard: (() => void) | null = null;
  const next = () => new Promise<void>((resolve) => (heard = resolve));
  const ask = () => {
    heard?.();
    return new Promise<number>((resolve) => waiting.push(resolve));
  };
  return { ask, next, waiting, answer: (value: number) => waiting.shift()?.(value) };
}

describe("what is loaded", () => {
  it("shows an answer although something changes faster than answers come", async () => {
    const { ask, answer, next, waiting } = asked();
    const loading = new Loading(ask);
    void loading.again();
    for (const round of [1, 2, 3]) {
      void loading.again();
      void loading.again();
      const again = next();
      answer(round);
      await again;
      expect(loading.value).toBe(round);
      expect(waiting).toHaveLength(1);
    }
  });

  it("asks once more for whoever asked meanwhile, and is done then", async () => {
    const { ask, answer, next, waiting } = asked();
    const loading = new Loading(ask);
    void loading.again();
    let done = false;
    const second = loading.again().then(() => (done = true));
    const again = next();
    answer(1);
    await again;
    expect(done).toBe(false);
    answer(2);
    await second;
    expect(loading.value).toBe(2);
    expect(waiting).toHaveLength(0);
  });

  it("keeps what a command brought over an answer to an older question, and asks again", async () => {
    const { ask, answer, next, waiting } = asked();
    const loading = new Loading(ask);
    const first = loading.again();
    loading.take(2);
    const again = next();
    answer(1);
    await again;
    expect(loading.value).toBe(2);
    answer(3);
    await first;
    expect(loading.value).toBe(3);
    expect(waiting).toHaveLength(0);
  });

  it("says trouble, and forgets it with the next answer", async () => {
    let fails = true;
    const loading = new Loading(() =>
      fails ? Promise.reject(new Error("no")) : Promise.resolve(3),
    );
    await loading.again();
    expect(loading.trouble).not.toBeNull();
    fails = false;
    await loading.again();
    expect(loading.trouble).toBeNull();
    expect(loading.value).toBe(3);
  });
});
