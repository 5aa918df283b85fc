import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState, type StateCommand } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { indent, outdent } from "./list-indent";
import { articleLanguage } from "./markdown";

/** Runs a command where `|` stands, and answers the text. */
function after(command: StateCommand, words: string, readOnly = false): string {
  const anchor = words.indexOf("|");
  const extensions = [articleLanguage(), EditorState.readOnly.of(readOnly)];
  let state = EditorState.create({ doc: words.replace("|", ""), selection: { anchor }, extensions });
  ensureSyntaxTree(state, state.doc.length, 5000);
  command({ state, dispatch: (transaction) => (state = transaction.state) });
  return state.doc.toString();
}

describe("Tab", () => {
  it("makes an item part of the one above it", () => {
    expect(after(indent, "- a\n- b|")).toBe("- a\n  - b");
    expect(after(indent, "10. a\n11. b|")).toBe("10. a\n    11. b");
  });

  it("indents in code", () => {
    expect(after(indent, "```\na|\n```")).toBe("```\na  \n```");
  });

  it("leaves prose alone, which four spaces would make code", () => {
    expect(after(indent, "文|章")).toBe("文章");
  });

  it("leaves a text alone that can only be read", () => {
    expect(after(indent, "- a|", true)).toBe("- a");
  });
});

describe("Shift+Tab", () => {
  it("takes the indentation back", () => {
    expect(after(outdent, "- a\n  - b|")).toBe("- a\n- b");
    expect(after(outdent, "1. a\n   1. b|")).toBe("1. a\n1. b");
  });

  it("leaves the left margin alone", () => {
    expect(after(outdent, "- a|")).toBe("- a");
  });
});
