// Waits are for a machine whose cores are busy with other builds; nothing sleeps, each wait ends as soon as it can.
import { configure } from "@testing-library/svelte";

configure({ asyncUtilTimeout: 15_000 });

/** jsdom lays nothing out, so nothing ever changes its size. */
globalThis.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

// There is no page to move here.
Element.prototype.scrollIntoView = () => undefined;
