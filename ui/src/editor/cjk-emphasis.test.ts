import { syntaxTree } from "@codemirror/language";
import { expect, it } from "vitest";

import { marked } from "./marked.fixture";

function nodes(text: string, name: string): string[] {
  const state = marked(`${text}‸`);
  const found: string[] = [];
  syntaxTree(state).iterate({
    enter: (node) => {
      if (node.name === name) found.push(state.sliceDoc(node.from, node.to));
    },
  });
  return found;
}

it.each([
  ["**「引用」**も、~~(旧)~~も。", "StrongEmphasis", ["**「引用」**"]],
  ["**強調。**の後", "StrongEmphasis", ["**強調。**"]],
  ["これは*「斜体」*です", "Emphasis", ["*「斜体」*"]],
  ["~~(旧)~~も", "Strikethrough", ["~~(旧)~~"]],
  ["a **b** c", "StrongEmphasis", ["**b**"]],
  ["***both***", "StrongEmphasis", ["**both**"]],
  ["a** b** c", "StrongEmphasis", []],
  ["x**(a)**y", "StrongEmphasis", []],
])("%s has %s %j", (text, name, expected) => {
  expect(nodes(text, name)).toEqual(expected);
});
