import { Text } from "@codemirror/state";
import { expect, it } from "vitest";

import { difference } from "./difference";

const text = (words: string) => Text.of(words.split("\n"));

it.each([
  ["", ""],
  ["same\ntext", "same\ntext"],
  ["", "new"],
  ["old", ""],
  ["aaa", "aa"],
  ["abc\ndef", "abc\nxyz\ndef"],
  ["朝の市場", "夜の市場"],
  ["😀", "😁"],
  ["a😀", "a😁b"],
  ["😀😀", "😀"],
])("leads from %j to %j", (before, after) => {
  expect(difference(text(before), text(after)).apply(text(before)).toString()).toBe(after);
});

it("leaves alone what both texts share", () => {
  const changes = difference(text("one two three"), text("one 2 three"));
  expect(changes.toJSON()).toEqual([4, [3, "2"], 6]);
});

it("never cuts a surrogate pair in two", () => {
  const changes = difference(text("😀"), text("😁"));
  expect(changes.toJSON()).toEqual([[2, "😁"]]);
});
