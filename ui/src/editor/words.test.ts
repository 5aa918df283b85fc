import { expect, it } from "vitest";

import { wordAt, wordJump } from "./words";

/** Every place that repeated jumps lead to. */
function jumps(line: string, direction: 1 | -1): number[] {
  const places: number[] = [];
  for (let at: number | null = direction > 0 ? 0 : line.length; ;) {
    at = wordJump(line, at, direction);
    if (at === null) return places;
    places.push(at);
  }
}

it("words without spaces are jumped over one by one, and marks too", () => {
  expect(jumps("市場は朝に開く。", 1)).toEqual([2, 3, 4, 5, 7, 8]);
  expect(jumps("市場は朝に開く。", -1)).toEqual([7, 5, 4, 3, 2, 0]);
});

it("white space is no stop", () => {
  expect(jumps("市場　は", 1)).toEqual([2, 4]);
});

it("a language with spaces is left to the editor", () => {
  expect(wordJump("plain words", 0, 1)).toBeNull();
  expect(wordAt("plain words", 0)).toBeNull();
});

it("a double click finds the word", () => {
  expect(wordAt("市場は朝に開く。", 1)).toEqual({ from: 0, to: 2 });
  expect(wordAt("市場は朝に開く。", 8)).toEqual({ from: 7, to: 8 });
});

it("of a long line only what is near is looked at", () => {
  const line = "市場は朝に開く。".repeat(100_000);
  const before = performance.now();
  expect(wordJump(line, 400_000, 1)).toBe(400_002);
  expect(performance.now() - before).toBeLessThan(50);
});
