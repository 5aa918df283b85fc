import { expect, it } from "vitest";

import { changedLines } from "./changed-lines";

it("names the lines between the common start and end", () => {
  expect(changedLines(["a", "b", "c", "d"], ["a", "x", "d"])).toEqual({ from: 1, toA: 3, toB: 2 });
});

it("names none in equal texts", () => {
  const { from, toA, toB } = changedLines(["a", "a"], ["a", "a"]);
  expect([toA - from, toB - from]).toEqual([0, 0]);
});

it("counts a repeated line once", () => {
  expect(changedLines(["a"], ["a", "a"])).toEqual({ from: 1, toA: 1, toB: 2 });
});
