import { EditorState, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { expect, it } from "vitest";

import { bodyStart, frontMatter } from "./front-matter";

const doc = "---\ntitle: 朝\n---\n\n本文";
const body = doc.indexOf("本文");

function fresh(words: string, head = words.length): EditorState {
  return EditorState.create({ doc: words, selection: { anchor: head }, extensions: frontMatter() });
}

/** Whether the front matter is drawn as one closed line. */
function isClosed(state: EditorState): boolean {
  return state.facet(EditorView.decorations).some((set) => {
    const found = typeof set === "function" ? null : set.iter();
    for (; found?.value; found.next()) if (found.from === 0 && found.to > 0) return true;
    return false;
  });
}

it("is closed at first, and the text begins after it", () => {
  expect(isClosed(fresh(doc))).toBe(true);
  expect(bodyStart(fresh(doc))).toBe(body);
  expect(bodyStart(fresh("本文"))).toBe(0);
});

it("opens when the cursor goes into it", () => {
  const state = fresh(doc).update({ selection: { anchor: 6 } }).state;
  expect(isClosed(state)).toBe(false);
});

it("stays closed when the text or the disk changes", () => {
  const typed = fresh(doc).update({ changes: { from: doc.length, insert: "です" } }).state;
  expect(isClosed(typed)).toBe(true);
  const annotations = Transaction.addToHistory.of(false);
  expect(isClosed(typed.update({ changes: { from: 4, insert: "a: b\n" }, annotations }).state)).toBe(true);
});

it("comes and goes with its fences", () => {
  const without = fresh(doc).update({ changes: { from: 0, to: 1 } }).state;
  expect(isClosed(without)).toBe(false);
  expect(bodyStart(without)).toBe(0);
});
