import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { articleLanguage } from "../markdown";
import { blockOf } from "./enclosing";

function parsed(text: string): EditorState {
  const state = EditorState.create({ doc: text, extensions: articleLanguage() });
  return complete(state);
}

/** The next state has the tree that is finished here. */
function complete(state: EditorState): EditorState {
  ensureSyntaxTree(state, state.doc.length, 5000);
  return state.update({}).state;
}

/** Each block as `name:first-last`, in lines counted from one, in text order. */
function blocks(state: EditorState): string[] {
  const found: string[] = [];
  syntaxTree(state).iterate({
    enter: (node) => {
      if (node.name !== "Directive") return;
      const { name, opening, to } = blockOf(state, node.node);
      found.push(`${name}:${String(opening.number)}-${String(state.doc.lineAt(to).number)}`);
    },
  });
  return found;
}

const cases: readonly [string, string, string[]][] = [
  ["a block without blank lines", "a\n:::note\nb\n:::\nc", ["note:2-4"]],
  ["equal colons", ":::details\n:::tip\na\n:::\nb\n:::\nc", ["details:1-6", "tip:2-4"]],
  ["more colons outside", "::::details\n:::tip\na\n:::\n::::\nc", ["details:1-5", "tip:2-4"]],
  ["too few colons", "::::details\na\n:::\nb\n::::", ["details:1-5"]],
  ["a leaf", ":::note\n::page-break[x]\na\n:::", ["note:1-4"]],
  ["code that shows a fence", ":::note\n```\n:::\n```\na\n:::\nb", ["note:1-6"]],
  ["code", "```\n:::note\n```\na", []],
  ["code before it", "```\na\n```\n\n:::note\nb\n:::\nc", ["note:5-7"]],
  ["a chapter ends it", ":::note\na\n\n## b\n:::", ["note:1-2"]],
  ["a section does not", ":::note\n### a\nb\n:::", ["note:1-4"]],
  ["a list ends it", "- a\n\n  :::note\n  b\n- c\n\n:::tip\n:::", ["note:3-4", "tip:7-8"]],
  ["closed in a list", "- a\n\n  :::note\n  b\n  :::\n- c", ["note:3-5"]],
  ["open in a list in a block", ":::details\n- a\n  :::note\n  b\n:::\nc", ["details:1-5", "note:3-4"]],
  ["in a quote", "> :::note\n> a\n> :::\nb", ["note:1-3"]],
  ["lists inside", ":::takeaways\n- a\n- b\n:::", ["takeaways:1-4"]],
  ["behind front matter", "---\ntitle: a\n---\n\n:::note\na\n:::\n", ["note:5-7"]],
  ["one after another", ":::note\na\n:::\n:::tip\nb\n:::", ["note:1-3", "tip:4-6"]],
];

it.each(cases)("%s", (_name, text, expected) => {
  expect(blocks(parsed(text))).toEqual(expected);
});

it("an edit is read like the text from scratch", () => {
  const text = `${":::details[a]\nwords\n\n- one\n- two\n:::tip\nb\n:::\n:::\n\nmore\n\n".repeat(30)}end`;
  let state = parsed(text);
  let dice = 7;
  for (let round = 0; round < 60; round++) {
    dice = (dice * 1103515245 + 12345) % 2147483648;
    const at = dice % state.doc.length;
    const insert = ["x", "\n", ":::", "\n:::\n", "\n:::note\n", "```\n"][round % 6] ?? "";
    const to = round % 3 === 0 ? Math.min(state.doc.length, at + 4) : at;
    state = complete(state.update({ changes: { from: at, to, insert } }).state);
    expect(blocks(state)).toEqual(blocks(parsed(state.doc.toString())));
  }
});
