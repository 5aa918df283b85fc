import { expect, it } from "vitest";

import { after } from "../marked.fixture";
import { paragraph, toggleHeading } from "./heading";
import { toggleList } from "./list";
import { toggleQuote } from "./quote";

it.each([
  [2, "見出し‸", "## 見出し‸"],
  [2, "## 見出し‸", "見出し‸"],
  [3, "## 見出し‸", "### 見出し‸"],
  [2, "‸", "## ‸"],
  [2, "‹a\n\nb›", "## ‹a\n\n## b›"],
  [2, ":::note‸", ":::note‸"],
] as const)("heading %i: %s becomes %s", (level, before, expected) => {
  expect(after(toggleHeading(level), before)).toBe(expected);
});

it("a heading becomes a paragraph", () => {
  expect(after(paragraph, "#### 見‸出し")).toBe("見‸出し");
  expect(after(paragraph, "文‸")).toBe("文‸");
});

it.each([
  ["bullets", "‹a\n\nb›", "- ‹a\n\n- b›"],
  ["bullets", "‹- a\n- b›", "‹a\nb›"],
  ["bullets", "‹- a\nb›", "‹- a\n- b›"],
  ["bullets", "　文‸", "- 文‸"],
  ["bullets", "‸", "- ‸"],
  ["numbers", "‹- a\n- b\n- c›", "‹1. a\n2. b\n3. c›"],
  ["numbers", "‹1. a\n2. b›", "‹a\nb›"],
  ["tasks", "‹a\n- b›", "- [ ] ‹a\n- [ ] b›"],
  ["tasks", "- [x] a‸", "a‸"],
  ["bullets", "- [x] a‸", "- a‸"],
  ["tasks", "> a‸", "> - [ ] a‸"],
  ["bullets", "  1. a‸", "  - a‸"],
  ["bullets", "[x] a‸", "- [x] a‸"],
] as const)("%s: %j becomes %j", (kind, before, expected) => {
  expect(after(toggleList(kind), before)).toBe(expected);
});

it.each([
  ["a‸", "> a‸"],
  ["> a‸", "a‸"],
  ["‹a\n\nb›", "> ‹a\n> \n> b›"],
  ["‹> a\n> \n> b›", "‹a\n\nb›"],
])("quote: %j becomes %j", (before, expected) => {
  expect(after(toggleQuote, before)).toBe(expected);
});
