// Svelte's code for pages that a server wrote is guarded as the build expects, and is gone.
import { compile } from "svelte/compiler";
import { expect, test } from "vitest";
import { withoutHints, withoutHydration } from "../../build/no_hydration.js";
import code from "../../node_modules/svelte/src/internal/client/dom/hydration.js?raw";

test("the guard never changes, and a version that writes it otherwise stops the build", () => {
  const short = withoutHydration(code);
  expect(short).toContain("export const hydrating = false;");
  expect(short).not.toMatch(/hydrating = value/);
  expect(() => withoutHydration(short)).toThrow(/guard of hydration/);
});

test("a component does not say which nodes are text, and stays the same else", () => {
  const source = `<script>let { t } = $props();</script><p>{t}</p><p>a <b>{t}</b> {t}</p>`;
  const { code } = compile(source, { runes: true }).js;
  expect(code).toMatch(/, true\)/);
  const short = withoutHints(code);
  expect(short).not.toMatch(/\$\.(?:child|sibling)\([^()]*, true\)/);
  expect(short.length).toBe(code.length - ", true".length * (code.match(/, true\)/g)?.length ?? 0));
});
