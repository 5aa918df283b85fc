import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { articleLanguage } from "./markdown";
import { newLine } from "./new-line";

/** Presses Enter where `|` stands, and answers the text. */
function after(words: string): string {
  const selection = { anchor: words.indexOf("|") };
  let state = EditorState.create({ doc: words.replace("|", ""), selection, extensions: articleLanguage() });
  ensureSyntaxTree(state, state.doc.length, 5000);
  newLine({ state, dispatch: (transaction) => (state = transaction.state) });
  return state.doc.toString();
}

it("a paragraph's indentation stays its own", () => {
  expect(after("　文章。|")).toBe("　文章。\n");
});

it("a line of white space stays", () => {
  expect(after("　|")).toBe("　\n");
});

it("code keeps its indentation", () => {
  expect(after("```\n  a|\n```")).toBe("```\n  a\n  \n```");
});
