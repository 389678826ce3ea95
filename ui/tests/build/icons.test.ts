// The icons as one path: each shape of the library's has its path, and what has none stops the build.
import { render } from "@testing-library/svelte";
import Phone from "@lucide/svelte/icons/phone";
import { expect, test } from "vitest";
import source from "../../node_modules/@lucide/svelte/dist/icons/phone.svelte?raw";
import { onePath, shapesOf } from "../../build/icons.js";

test("shapes become one path, in their order", () => {
  expect(
    onePath([
      ["path", { d: "m3 4 2 2" }],
      ["line", { x1: "1", y1: "2", x2: "3", y2: "4" }],
      ["circle", { cx: "12", cy: "12", r: "4" }],
      ["rect", { x: "2", y: "3", width: "10", height: "8", rx: "2" }],
      ["rect", { x: "2", y: "3", width: "10", height: "8" }],
    ]),
  ).toBe(
    "M0 0m3 4 2 2" +
      "M1 2L3 4" +
      "M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z" +
      "M4 3h6a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z" +
      "M2 3h10v8h-10v-8z",
  );
});

test("a shape that would look otherwise is refused", () => {
  expect(() => onePath([["text", {}]])).toThrow("no path for <text");
  expect(() => onePath([["circle", { cx: "1", cy: "1", r: "4", fill: "red" }]])).toThrow("fill");
  expect(onePath([["circle", { cx: "1", cy: "1", r: ".5", fill: "currentColor" }]])).toContain(
    "M1 1h.01",
  );
});

test("a screen's icon is the library's drawing, unseen by a screen reader", () => {
  const { container } = render(Phone, { size: "2em", class: "turns" });
  const svg = container.querySelector("svg");
  expect(svg?.getAttribute("aria-hidden")).toBe("true");
  expect(svg?.getAttribute("width")).toBe("2em");
  expect(svg?.getAttribute("class")).toBe("turns");
  expect(svg?.querySelector("path")?.getAttribute("d")).toBe(
    onePath(shapesOf(source, "phone.svelte")),
  );
});
