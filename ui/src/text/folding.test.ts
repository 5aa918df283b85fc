import { expect, it } from "vitest";

import { folded, romanised } from "./folding";

const latin = (text: string) => romanised(folded(text));

it("width, case and kana do not matter", () => {
  expect(folded("フォルダー")).toBe(folded("ﾌｫﾙﾀﾞ"));
  expect(folded("ふぉるだ")).toBe(folded("フォルダー"));
  expect(folded("Ｓａｖｅ…")).toBe("save");
});

it.each([
  ["ほぞん", "hozon"],
  ["ショートカット", "shotokatto"],
  ["ひょうじ", "hyoji"],
  ["ひょうじ", "hyouzi"],
  ["ちゅうしゃく", "chushaku"],
  ["ふぁいる", "fairu"],
  ["けんさく", "kennsaku"],
])("%s is what %s means", (kana, typed) => {
  expect(latin(typed)).toBe(latin(kana));
});

it.each(["s", "sh", "shi", "し", "しょ", "sho", "しょt"])("%s begins しるし or しょとく", (typed) => {
  expect([latin("しるし"), latin("しょとく")].some((word) => word.startsWith(latin(typed)))).toBe(true);
});
