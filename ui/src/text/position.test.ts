import { Text } from "@codemirror/state";
import { expect, it } from "vitest";

import { offsetOf } from "./position";

const doc = Text.of(["菊", "𠮷野家", ""]);

it("a position counts in UTF-16 units of its line", () => {
  expect(offsetOf(doc, { line: 0, character: 1 })).toBe(1);
  expect(offsetOf(doc, { line: 1, character: 2 })).toBe(4);
  expect(offsetOf(doc, { line: 2, character: 0 })).toBe(7);
});

it("a position that the text does not have is the nearest one", () => {
  expect(offsetOf(doc, { line: 0, character: 9 })).toBe(1);
  expect(offsetOf(doc, { line: 9, character: 9 })).toBe(7);
});
