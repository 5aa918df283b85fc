import { expect, it } from "vitest";

import { after } from "./marked.fixture";
import { continueMarkup } from "./markdown";

it.each([
  ["- 一‸", "- 一\n- ‸"],
  ["- a\n- ‸", "- a\n‸"],
  ["- a\n- b\n- ‸", "- a\n- b\n‸"],
  ["- a\n  - b‸", "- a\n  - b\n  - ‸"],
  ["1. a‸\n2. b\n3. c", "1. a\n2. ‸\n3. b\n4. c"],
  ["- [x] a‸", "- [x] a\n- [ ] ‸"],
  ["> 引用‸", "> 引用\n> ‸"],
  ["1. 項‸目", "1. 項\n2. ‸目"],
])("Enter in %j makes %j", (words, expected) => {
  expect(after(continueMarkup, words)).toBe(expected);
});

it("words that only look like an item in Japanese are left alone", () => {
  expect(after(continueMarkup, "１．項目‸")).toBe("１．項目‸");
  expect(after(continueMarkup, "・項目‸")).toBe("・項目‸");
});
