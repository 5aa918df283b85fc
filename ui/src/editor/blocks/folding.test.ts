// @vitest-environment happy-dom
import { foldedRanges } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";

import { marked } from "../marked.fixture";
import { foldBlocks, foldHere, folding, unfoldHere } from "./folding";

const text = "intro\n\n## One\n\n:::note\na\n:::tip\nb\n:::\n:::\n\nmore\n\n## Two\n\nend";

function viewAt(words: string): EditorView {
  const at = text.indexOf(words);
  return new EditorView({ state: marked(`${text.slice(0, at)}‸${text.slice(at)}`, folding()) });
}

/** What is folded, as its text. */
function folded({ state }: EditorView): string[] {
  const found: string[] = [];
  for (const set = foldedRanges(state).iter(); set.value; set.next())
    found.push(state.sliceDoc(set.from, set.to));
  return found;
}

it.each([
  ["b\n", ["\nb\n:::"]],
  ["a\n", ["\na\n:::tip\nb\n:::\n:::"]],
  [":::note", ["\na\n:::tip\nb\n:::\n:::"]],
  ["more", ["\n\n:::note\na\n:::tip\nb\n:::\n:::\n\nmore"]],
  ["end", ["\n\nend"]],
  ["intro", []],
])("at %j the innermost folds", (place, expected) => {
  const view = viewAt(place);
  expect(foldHere(view)).toBe(expected.length > 0);
  expect(folded(view)).toEqual(expected);
  if (expected.length === 0) return;
  expect(unfoldHere(view)).toBe(true);
  expect(folded(view)).toEqual([]);
});

it("a fold stays while other text changes", () => {
  const view = viewAt("a\n");
  foldHere(view);
  view.dispatch({ changes: { from: 0, insert: "new\n" } });
  view.dispatch({ changes: { from: view.state.doc.length, insert: "\nlast" } });
  expect(folded(view)).toEqual(["\na\n:::tip\nb\n:::\n:::"]);
});

it("all blocks fold at once", () => {
  const view = viewAt("end");
  foldBlocks(view);
  expect(folded(view)).toEqual(["\na\n:::tip\nb\n:::\n:::"]);
});
