import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

/** Forbids imports that would cross the boundaries of ARCHITECTURE.md. */
function mayNotImport(folder, groups) {
  return {
    files: [`src/${folder}/**/*.{ts,svelte}`],
    rules: { "no-restricted-imports": ["error", { patterns: groups }] },
  };
}

const tauri = { group: ["@tauri-apps/*"], message: "Only src/host knows Tauri." };
const host = { group: ["**/host/host", "**/host/wire"], message: "This folder knows no host." };
const chrome = { group: ["**/chrome/*"], message: "Components are drawn last; nothing depends on them." };
const session = { group: ["**/session/*"], message: "This folder knows no session." };

export default ts.config(
  { ignores: ["dist", "src/host/wire.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      // The compiler reports names that do not exist, and knows types.
      "no-undef": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  mayNotImport("editor", [tauri, host, chrome, session]),
  mayNotImport("preview", [tauri, host, chrome, session]),
  mayNotImport("session", [tauri, chrome]),
  mayNotImport("words", [tauri, chrome, session]),
  mayNotImport("chrome", [tauri]),
);
