import { expect, it } from "vitest";

import { focusRange, type FocusKind } from "./focus";
import { marked } from "./marked.fixture";

function bright(kind: FocusKind, words: string): string {
  const state = marked(words);
  const { from, to } = focusRange(state, kind);
  return state.sliceDoc(from, to);
}

it.each([
  ["一つ目。二‸つ目。三つ目。", "二つ目。"],
  ["「そうか。」‸彼は言った。", "彼は言った。"],
  ["「そう‸か。」彼は言った。", "「そうか。」"],
  ["本当に!?‸", "本当に!?"],
  ["One. Tw‸o! Three", "Two!"],
  ["It is 3.1‸4 wide. Next.", "It is 3.14 wide."],
  ["一行目は\n次の‸行へ。終わり", "一行目は\n次の行へ。"],
  ["終わり。続‸き", "続き"],
  ["a\n\n‸\n\nb", ""],
])("the sentence in %j is %j", (words, expected) => {
  expect(bright("sentence", words)).toBe(expected);
});

it("a paragraph ends at empty lines", () => {
  expect(bright("paragraph", "a\n\nb。\nc‸。\n\nd")).toBe("b。\nc。");
});
