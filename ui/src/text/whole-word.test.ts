import { expect, it } from "vitest";

import { isWholeWord } from "./whole-word";

it.each([
  ["", "Mac", "を", true],
  ["", "mac", "OS", false],
  ["the ", "mac", " and", true],
  ["", "カラス", "が", true],
  ["", "カラス", "ミ", false],
  ["", "カラス", "ー", false],
  ["", "らー", "めん", false],
  ["朝", "市", "は", false],
  ["", "市", "は", true],
  ["𠮷", "野", "家", false],
  ["a", "!", "b", true],
])("%s[%s]%s: %s", (before, words, after, whole) => {
  expect(isWholeWord(before, words, after)).toBe(whole);
});
