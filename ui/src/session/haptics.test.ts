import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silence, touch, unsilence } from "./haptics";

const vibrate = vi.fn();

function device(stillness: boolean): void {
  Object.assign(navigator, { vibrate });
  Object.assign(window, { matchMedia: () => ({ matches: stillness }) });
}

beforeEach(() => vibrate.mockClear());
afterEach(() => {
  unsilence();
  Reflect.deleteProperty(navigator, "vibrate");
  Reflect.deleteProperty(window, "matchMedia");
});

test("a save is felt for a moment, and a clock that begins to press is felt otherwise", () => {
  device(false);
  touch("saved");
  touch("pressing");
  expect(vibrate.mock.calls).toEqual([[[12]], [[40, 80, 40]]]);
});

test("nothing is felt by whoever asks for less motion, on a device without it, or after leaving", () => {
  device(true);
  touch("saved");
  expect(vibrate).not.toHaveBeenCalled();
  device(false);
  silence();
  vibrate.mockClear();
  touch("saved");
  expect(vibrate).not.toHaveBeenCalled();
  unsilence();
  Reflect.deleteProperty(navigator, "vibrate");
  expect(() => touch("saved")).not.toThrow();
});
