import { codeFolding, foldedRanges, foldEffect } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { placeIn, returning } from "./place";

const open = (doc: string) => EditorState.create({ doc, extensions: codeFolding() });
const folds = (state: EditorState) => placeIn(state, 0).folds;

it("cursor and folds come back", () => {
  const fresh = open("one\ntwo\nthree");
  const left = fresh.update({
    selection: { anchor: 2, head: 5 },
    effects: foldEffect.of({ from: 3, to: 7 }),
  }).state;
  const place = placeIn(left, 1.5);
  const again = fresh.update(returning(fresh, place)).state;
  expect(placeIn(again, 1.5)).toEqual(place);
});

it("in a text that became another the cursor stays inside, and nothing is folded", () => {
  const state = open("one");
  const again = state.update(returning(state, { anchor: 90, head: 90, folds: [[1, 2]], length: 12 })).state;
  expect([again.selection.main.head, folds(again)]).toEqual([3, []]);
  expect(foldedRanges(again).size).toBe(0);
});
