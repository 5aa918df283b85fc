import { expect, it } from "vitest";

import { Dice } from "../text/dice.fixture";
import { wordChanges } from "./word-changes";

/** `[-went-]{+came+}`. */
function marked(a: string, b: string): string {
  let text = "";
  let at = 0;
  for (const { fromA, toA, fromB, toB } of wordChanges(a, b)) {
    text += a.slice(at, fromA);
    if (toA > fromA) text += `[-${a.slice(fromA, toA)}-]`;
    if (toB > fromB) text += `{+${b.slice(fromB, toB)}+}`;
    at = toA;
  }
  return text + a.slice(at);
}

it.each([
  ["同じ", "同じ", "同じ"],
  ["市場は開始する。", "市場は開設する。", "市場は開[-始-]{+設+}する。"],
  ["データを見る", "データベースを見る", "データ{+ベース+}を見る"],
  ["the market opens", "the markets open", "the [-market-]{+markets+} [-opens-]{+open+}"],
  ["一\n二\n三\n", "一\n二\n四\n三\n", "一\n二\n{+四\n+}三\n"],
  ["家族👨‍👩‍👧だ", "家族👨‍👩‍👦だ", "家族[-👨‍👩‍👧-]{+👨‍👩‍👦+}だ"],
  ["か\u3099", "か", "[-か\u3099-]{+か+}"],
  ["", "新しい", "{+新しい+}"],
])("%j and %j differ as %j", (a, b, expected) => {
  expect(marked(a, b)).toBe(expected);
});

it("the changes lead from one text to the other", () => {
  const dice = new Dice(7);
  const text = () =>
    Array.from({ length: dice.below(40) }, () => "朝の市場\n ab👍か\u3099"[dice.below(12)] ?? "").join("");
  for (let round = 0; round < 300; round++) {
    const [a, b] = [text(), text()];
    const changes = wordChanges(a, b);
    const rebuilt = changes.reduceRight(
      (now, { fromA, toA, fromB, toB }) => now.slice(0, fromA) + b.slice(fromB, toB) + now.slice(toA),
      a,
    );
    expect(rebuilt).toBe(b);
  }
});
