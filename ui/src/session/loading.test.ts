// What is loaded: every answer is shown, and the newest stays.
import { describe, expect, it } from "vitest";
import { Loading } from "./loading.svelte";

/** Questions that wait until they are answered. */
function asked(): { ask: () => Promise<number>; answer: ((value: number) => void)[] } {
  const answer: ((value: number) => void)[] = [];
  return { answer, ask: () => new Promise((resolve) => answer.push(resolve)) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("what is loaded", () => {
  it("shows an answer although something changes faster than answers come", async () => {
    const { ask, answer } = asked();
    const loading = new Loading(ask);
    void loading.again();
    for (const round of [1, 2, 3]) {
      void loading.again();
      void loading.again();
      answer.shift()?.(round);
      await settled();
      expect(loading.value).toBe(round);
      expect(answer).toHaveLength(1);
    }
  });

  it("asks once more for whoever asked meanwhile, and is done then", async () => {
    const { ask, answer } = asked();
    const loading = new Loading(ask);
    void loading.again();
    let done = false;
    const second = loading.again().then(() => (done = true));
    answer.shift()?.(1);
    await settled();
    expect(done).toBe(false);
    answer.shift()?.(2);
    await second;
    expect(loading.value).toBe(2);
    expect(answer).toHaveLength(0);
  });

  it("keeps what a command brought over an answer to an older question, and asks again", async () => {
    const { ask, answer } = asked();
    const loading = new Loading(ask);
    void loading.again();
    loading.take(2);
    answer.shift()?.(1);
    await settled();
    expect(loading.value).toBe(2);
    answer.shift()?.(3);
    await settled();
    expect(loading.value).toBe(3);
    expect(answer).toHaveLength(0);
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
