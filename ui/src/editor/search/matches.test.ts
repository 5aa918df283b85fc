import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { filled, matchesOf, mostCounted, nextFrom, placeAmong } from "./matches";
import { queryOf, setSought, soughtIn, soughtWords, type Sought } from "./sought";

function stateOf(doc: string, part: Partial<Sought>): EditorState {
  const state = EditorState.create({ doc, extensions: soughtWords() });
  const none = { matchCase: false, wholeWord: false, anyForm: false, regex: false, within: null };
  return state.update({ effects: setSought.of({ words: "", replacement: "", ...none, ...part }) }).state;
}

function found(doc: string, part: Partial<Sought>): string[] {
  const state = stateOf(doc, part);
  return matchesOf(queryOf(soughtIn(state)), state).map(({ from, to }) => state.sliceDoc(from, to));
}

it("words are found as they are typed, whatever signs they have", () => {
  expect(found("a.b A.B aXb", { words: "a.b" })).toEqual(["a.b", "A.B"]);
  expect(found("a.b A.B", { words: "a.b", matchCase: true })).toEqual(["a.b"]);
  expect(found("ＡＢ AB", { words: "AB" })).toEqual(["AB"]);
  expect(found("ＡＢ AB", { words: "AB", anyForm: true })).toEqual(["ＡＢ", "AB"]);
  expect(found("市は市場の市", { words: "市", wholeWord: true })).toEqual(["市", "市"]);
  expect(found("a\n## b\n## c", { words: "^## (.)$", regex: true })).toEqual(["## b", "## c"]);
  expect(found("aa", { words: "(", regex: true })).toEqual([]);
});

it("a part of the text is looked through, and moves with it", () => {
  const state = stateOf("one one one", { words: "one", within: { from: 4, to: 7 } });
  const places = (at: EditorState) => matchesOf(queryOf(soughtIn(at)), at).map(({ from }) => from);
  expect(places(state)).toEqual([4]);
  expect(places(state.update({ changes: { from: 0, insert: "one " } }).state)).toEqual([8]);
  const typed = state.update({ changes: { from: 7, insert: " one" } }).state;
  expect(places(typed)).toEqual([4, 8]);
});

it("the selection is told among the matches, and the next one is around the end", () => {
  const matches = [3, 7].map((from) => ({ from, to: from + 2, groups: [] }));
  expect(placeAmong(matches, 7, 9)).toEqual({ at: 2, of: 2 });
  expect(placeAmong(matches, 4, 4)).toEqual({ at: 0, of: 2 });
  expect(nextFrom(matches, 4)?.from).toBe(7);
  expect(nextFrom(matches, 8)?.from).toBe(3);
  expect(nextFrom([], 0)).toBeNull();
});

it("counting ends where a number says nothing any more", () => {
  expect(found("a".repeat(mostCounted * 2), { words: "a" })).toHaveLength(mostCounted + 1);
});

it("a template names groups as the engine does", () => {
  expect(filled("[$&$$$1$2]", ["bb", "b"])).toBe("[bb$b$2]");
  expect(filled("$12", ["ab", "a"])).toBe("a2");
  expect(filled(".\\n\\\\t$1", ["x", undefined])).toBe(".\n\\t");
});
