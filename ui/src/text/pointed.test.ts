import { Text } from "@codemirror/state";
import { expect, it } from "vitest";

import { placeOfWords } from "./pointed";

const lines = ["市場は**朝に**開く。", "", ":::note", "朝に開く市場と、夜に開く市場。", ":::", "朝に開く。"];
const doc = Text.of(lines);

/** The source around the place that is found for `‸` in the page's words, near a line. */
function found(line: number, page: string): string {
  const at = page.indexOf("‸");
  const place = placeOfWords(doc, line, { before: page.slice(0, at), after: page.slice(at + 1) });
  return `${doc.sliceString(place - 2, place)}‸${doc.sliceString(place, place + 2)}`;
}

it.each([
  [3, "朝に開く市場と、夜‸に開く市場。", "、夜‸に開"],
  [3, "朝‸に開く市場と", "\n朝‸に開"],
  [5, "朝‸に開く", "\n朝‸に開"],
  [0, "市場‸は", "市場‸は*"],
  [0, "朝‸に", "*朝‸に*"],
  [3, "ないもの‸です", "e\n‸朝に"],
  [3, "‸", "e\n‸朝に"],
])("near line %i, %j is at %j", (line, page, expected) => {
  expect(found(line, page)).toBe(expected);
});

it("of equal words the nearest are meant", () => {
  expect(placeOfWords(doc, 5, { before: "朝に", after: "開く" })).toBeGreaterThan(doc.line(6).from);
  expect(placeOfWords(doc, 3, { before: "朝に", after: "開く" })).toBeLessThan(doc.line(5).from);
});
