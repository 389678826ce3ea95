// What the build carries says the same as what is written: every Spanish file without its keys, and back.
import ts from "typescript";
import { expect, test } from "vitest";
import { withoutKeys } from "../../build/catalogues.js";
import { keyed } from "../../src/text/keyed";
import * as count from "../../src/text/count";

const sources = (language: string, files: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path.replace(`../../src/text/${language}/`, "").replace(".ts", ""),
      text as string,
    ]),
  );
const spanish = sources(
  "es",
  import.meta.glob("../../src/text/es/*.ts", { query: "?raw", import: "default", eager: true }),
);
const english = sources(
  "en",
  import.meta.glob("../../src/text/en/*.ts", { query: "?raw", import: "default", eager: true }),
);

type Exports = Record<string, unknown>;

/** What a file exports, its functions as their text. */
function run(source: string): Exports {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: Exports = {};
  // Our own catalogue's files, and nothing from outside.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const body = new Function("exports", "require", outputText) as (
    exports: Exports,
    require: (name: string) => unknown,
  ) => void;
  body(exports, (name) => {
    if (name === "../keyed") return { keyed };
    if (name === "../count") return count;
    const file = name.replace("../en/", "");
    return run((name.startsWith("../en/") ? english : spanish)[file.replace("./", "")] ?? "");
  });
  return exports;
}

const written = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "function" ? Function.prototype.toString.call(inner) : inner,
  );
const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;

test.each(Object.keys(spanish))("%s says the same without its keys", (topic) => {
  const source = spanish[topic] ?? "";
  const short = withoutKeys(source, english[topic] ?? "", topic);
  expect(short, "its keys are carried twice").not.toBe(source);
  expect(written(sorted(run(short)))).toBe(written(sorted(run(source))));
});

test("an object with other keys than the English one stays as it is written", () => {
  english.words = `export const words = { a: "one", inner: { x: "1", y: "2" } };`;
  const mine = `export const words = { inner: { x: "uno", z: "dos" }, a: "uno" };`;
  expect(run(withoutKeys(mine, english.words, "words")).words).toEqual({
    a: "uno",
    inner: { x: "uno", z: "dos" },
  });
  const fewer = `export const words = { a: "uno" };`;
  expect(withoutKeys(fewer, english.words, "words")).toBe(fewer);
});
