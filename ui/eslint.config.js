import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const shellOnlyThroughBridge = {
  patterns: [
    {
      group: ["@tauri-apps/*"],
      message: "Only src/bridge/ speaks to the shell. Call a function of bridge/commands.ts.",
    },
    {
      group: ["**/tests/**"],
      message: "Product code never imports from tests/.",
    },
  ],
};

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/bridge/types.ts", "tests/stage/out/"] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: {
        projectService: {
          allowDefaultProject: ["*.js", "build/*.js", "tests/stage/*.mjs", "tests/camera/*.mjs"],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 64,
        },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".svelte"],
      },
    },
    rules: {
      "no-restricted-imports": ["error", shellOnlyThroughBridge],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Spread over code points is what is meant here: no picture is ever split.
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      "svelte/button-has-type": "error",
      "svelte/no-at-html-tags": "error",
      "svelte/no-inline-styles": "error",
      "svelte/no-target-blank": "error",
      "svelte/require-each-key": "error",
    },
  },
  {
    files: ["src/bridge/**", "src/**/*.test.ts", "tests/**"],
    rules: { "no-restricted-imports": "off" },
  },
  // The fake throws what the shell sends: plain data, not an Error.
  { files: ["tests/fake/**"], rules: { "@typescript-eslint/only-throw-error": "off" } },
  {
    files: ["tests/stage/*.mjs", "tests/camera/*.mjs", "*.js", "build/*.js"],
    ...ts.configs.disableTypeChecked,
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
