import { expect, it } from "vitest";

import { found, sought } from "./finding";

const things = sought(
  [
    "保存 ほぞん Save",
    "書き出す… かきだす Export",
    "キーボードショートカット|Keyboard shortcuts",
    "プレビュー|Preview",
  ],
  (thing) => thing.split(/[ |](?=\S+$)|\|| /),
);
const first = (query: string) => found(query, things)[0]?.split(/[ |]/)[0];

it.each([
  ["ほぞ", "保存"],
  ["保", "保存"],
  ["ほz", "保存"],
  ["hozo", "保存"],
  ["SAVE", "保存"],
  ["ｷｰﾎﾞｰﾄﾞ", "キーボードショートカット"],
  ["shortcut keyb", "キーボードショートカット"],
  ["ぷれびゅ", "プレビュー"],
  ["purebyu", "プレビュー"],
  ["prv", "プレビュー"],
])("%s finds %s", (query, name) => {
  expect(first(query)).toBe(name);
});

it("every word has to be there", () => {
  expect(found("save export", things)).toEqual([]);
  expect(found("ぬ", things)).toEqual([]);
});

it("nothing asked for is everything, in order", () => {
  expect(found(" ", things)).toHaveLength(4);
});

it("a whole name comes before a beginning, and that before a part", () => {
  const names = sought(["Unsave", "Save all", "Save"], (name) => [name]);
  expect(found("save", names)).toEqual(["Save", "Save all", "Unsave"]);
});
