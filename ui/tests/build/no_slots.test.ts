// What the build takes out of the compiler's code, and nothing else.
import { compile } from "svelte/compiler";
import { expect, test } from "vitest";
import { withoutSlots } from "../../build/no_slots.js";

test("a call loses its list of slots and keeps its children", () => {
  const source = `<script>import A from "./A.svelte"; let { t } = $props();</script><A one={t}>{t}</A>`;
  const { code } = compile(source, { runes: true }).js;
  expect(code).toContain("$$slots");
  const short = withoutSlots(code);
  expect(short).not.toContain("$$slots");
  expect(short).toContain("children:");
});
