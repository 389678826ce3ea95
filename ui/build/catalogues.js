// The Spanish catalogue without its keys: they are the English one's, in the English one's order, and would be carried
// twice. An object whose keys are not the same, or are not plain names, stays as it is written.
import { readFileSync } from "node:fs";
import ts from "typescript";

const SPANISH = /\/src\/text\/es\/(\w+)\.ts$/;

/** @returns {import("vite").Plugin} */
export function catalogues() {
  return {
    name: "first72:catalogues",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      const topic = SPANISH.exec(id)?.[1];
      if (topic === undefined) return null;
      const english = id.replace(/\/es\/(\w+\.ts)$/, "/en/$1");
      this.addWatchFile(english);
      return { code: withoutKeys(code, readFileSync(english, "utf8"), topic), map: null };
    },
  };
}

/**
 * The Spanish file's source with its catalogue as a list in the English order.
 * @param {string} spanish @param {string} english @param {string} topic the file's name, the same in both languages
 */
export function withoutKeys(spanish, english, topic) {
  const mine = theCatalogue(spanish);
  const other = theCatalogue(english);
  const list = listOf(mine?.value, other?.value, spanish);
  if (list === null) return spanish;
  const { pos, end } = mine.value;
  return [
    `import { ${other.name} as englishFirst } from "../en/${topic}";`,
    `import { keyed } from "../keyed";`,
    `${spanish.slice(0, pos)} keyed(englishFirst, ${list})${spanish.slice(end)}`,
  ].join("\n");
}

/** The file's one catalogue: the first exported constant that is an object. @param {string} source */
function theCatalogue(source) {
  const file = ts.createSourceFile("catalogue.ts", source, ts.ScriptTarget.ES2022, true);
  for (const line of file.statements) {
    if (!ts.isVariableStatement(line) || line.modifiers === undefined) continue;
    const [one] = line.declarationList.declarations;
    const value = one?.initializer && bare(one.initializer);
    if (value && ts.isObjectLiteralExpression(value)) return { name: one.name.getText(), value };
  }
  return undefined;
}

/** Without `as const` and `satisfies`. @param {ts.Expression} value @returns {ts.Expression} */
const bare = (value) =>
  ts.isAsExpression(value) || ts.isSatisfiesExpression(value) ? bare(value.expression) : value;

/**
 * The values in the English order, in brackets; null where that would not say the same.
 * @param {ts.Expression | undefined} mine @param {ts.Expression | undefined} other @param {string} spanish
 * @returns {string | null}
 */
function listOf(mine, other, spanish) {
  const values = valuesOf(mine);
  const order = valuesOf(other);
  if (values === null || order === null || values.size !== order.size) return null;
  const list = [...order].map(([key, english]) => {
    const value = values.get(key);
    return value && (listOf(value, english, spanish) ?? value.getText());
  });
  return list.includes(undefined) ? null : `[${list.join(",")}]`;
}

/**
 * The keys and values as they are written; null if there is more than plain ones. A number as a key would change places.
 * @param {ts.Expression | undefined} object @returns {Map<string, ts.Expression> | null}
 */
function valuesOf(object) {
  if (object === undefined || !ts.isObjectLiteralExpression(bare(object))) return null;
  const values = new Map();
  for (const member of /** @type {ts.ObjectLiteralExpression} */ (bare(object)).properties) {
    const plain = ts.isPropertyAssignment(member) && !ts.isComputedPropertyName(member.name);
    if (!plain || ts.isNumericLiteral(member.name) || /^\d+$/.test(member.name.text)) return null;
    values.set(member.name.text, member.initializer);
  }
  return values;
}
