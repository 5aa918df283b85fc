import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { after } from "../marked.fixture";
import { toggleCode } from "./inline-code";
import { bold, italic, strikethrough, toggleMark } from "./inline-mark";

const toggles = [
  // Words are marked, and the marks are taken away again.
  ["a ‹word› b", "a **‹word›** b"],
  ["a **‹word›** b", "a ‹word› b"],
  ["a ‹**word**› b", "a ‹word› b"],
  // White space stays outside, where a mark would not count.
  ["a‹ word ›b", "a **‹word›** b"],
  ["‹　段落›", "　**‹段落›**"],
  // Japanese brackets need no space around the marks.
  ["これは‹「引用」›も", "これは**‹「引用」›**も"],
  ["これは**‹「引用」›**も", "これは‹「引用」›も"],
  // A part of what is marked, at its start, its end and in its middle.
  ["**‹a› b c**", "‹a› **b c**"],
  ["**a b ‹c›**", "**a b** ‹c›"],
  ["**a ‹b› c**", "**a** ‹b› **c**"],
  // What is marked already becomes part of the whole.
  ["‹a **b** c›", "**‹a b c›**"],
  ["**a b‹ c** d›", "**a b ‹c d›**"],
  // Line by line, without what makes a line an item or a heading.
  ["‹- a\n- b›", "- **‹a**\n- **b›**"],
  ["‹- **a**\n- b›", "- ‹**a**\n- **b›**"],
  ["- ‹**a**\n- **b**›", "- ‹a\n- b›"],
  ["‹## 見出し›", "## **‹見出し›**"],
  // At a cursor: begin, leave, take back.
  ["a ‸ b", "a **‸** b"],
  ["a **‸** b", "a ‸ b"],
  ["a **word‸** b", "a **word**‸ b"],
  ["a **wo‸rd** b", "a wo‸rd b"],
  ["a wo‸rd b", "a **wo‸rd** b"],
  ["漢‸字", "漢**‸**字"],
] as const;

it.each(toggles)("bold: %s becomes %s", (before, expected) => {
  expect(after(toggleMark(bold), before)).toBe(expected);
});

it.each([
  [italic, "a ‹word› b", "a *‹word›* b"],
  [italic, "a *‹word›* b", "a ‹word› b"],
  [italic, "**‹word›**", "***‹word›***"],
  [italic, "a *‸* b", "a ‸ b"],
  [italic, "**‸**", "***‸***"],
  [bold, "***‹word›***", "*‹word›*"],
  [strikethrough, "‹(旧)›の", "~~‹(旧)›~~の"],
  [strikethrough, "~~‹(旧)›~~の", "‹(旧)›の"],
])("%j: %s becomes %s", (mark, before, expected) => {
  expect(after(toggleMark(mark), before)).toBe(expected);
});

it.each([
  ["a ‹b› c", "a `‹b›` c"],
  ["a `‹b›` c", "a ‹b› c"],
  ["a ‹x `y` z› c", "a ``‹x `y` z›`` c"],
  ["‹`›", "`` ‹`› ``"],
  ["a `b‸` c", "a `b`‸ c"],
  ["a `b‸c` d", "a b‸c d"],
])("code: %s becomes %s", (before, expected) => {
  expect(after(toggleCode, before)).toBe(expected);
});

it("code and front matter take no marks, nor does a text that can only be read", () => {
  expect(after(toggleMark(bold), "```\n‹a›\n```")).toBe("```\n‹a›\n```");
  expect(after(toggleMark(bold), "---\ntitle: ‹a›\n---\n")).toBe("---\ntitle: ‹a›\n---\n");
  expect(after(toggleMark(bold), "‹a›", EditorState.readOnly.of(true))).toBe("‹a›");
});
