import { expect, it } from "vitest";

import { escaped, inAnyForm } from "./expression";

function found(expression: string, text: string): string[] {
  return text.match(new RegExp(expression, "gui")) ?? [];
}

it("words become an expression that finds just them", () => {
  const words = "a.b (c) [d] {e} $f ^g | \\h / * + ?";
  expect(found(escaped(words), `${words} and a-b`)).toEqual([words]);
});

it("any form finds every width and kana", () => {
  const text = "データ、でーた、ﾃﾞｰﾀ、て\u3099ーた、ＡＩ　2026 AI 2026";
  for (const words of ["データ", "ﾃﾞｰﾀ", "でーた", "テ\u3099ータ"])
    expect(found(inAnyForm(words), text)).toEqual(["データ", "でーた", "ﾃﾞｰﾀ", "て\u3099ーた"]);
  expect(found(inAnyForm("ＡＩ ２０２６"), text)).toEqual(["ＡＩ　2026", "AI 2026"]);
  expect(found(inAnyForm("(ｶｯｺ)"), "（かっこ）[カッコ](カッコ)")).toEqual(["（かっこ）", "(カッコ)"]);
  expect(found(inAnyForm("市場"), "市場")).toEqual(["市場"]);
});
