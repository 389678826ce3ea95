// Each component's style is its own: as many names as there are files, in the form that no class of ours has.
import { compile } from "svelte/compiler";
import { expect, test } from "vitest";
import { styleName } from "../../build/style_name.js";

const files = Object.keys(import.meta.glob("../../src/**/*.svelte"));

test("every component has a style name of its own", () => {
  const names = files.map((path) => {
    const filename = path.replace("../../", "");
    const source = "<p>x</p><style>p { color: red; }</style>";
    const { css } = compile(source, { filename, cssHash: styleName });
    return /p\.([A-Z][A-Za-z0-9_-]{2})[ {]/.exec(css?.code ?? "")?.[1];
  });
  expect(names).not.toContain(undefined);
  expect(new Set(names).size).toBe(files.length);
});

test("two files with one name stop the build", () => {
  const hash = () => "1";
  styleName({ hash, filename: "src/parts/One.svelte" });
  expect(() => styleName({ hash, filename: "src/parts/Other.svelte" })).toThrow(
    "src/parts/One.svelte and src/parts/Other.svelte",
  );
});
