import { expect, it } from "vitest";

import type { FoundMatch } from "../../host/wire";
import { chosen, exceptions, grouped, stepped } from "./results";

function match(line: number, before: string): FoundMatch {
  const place = (character: number) => ({ line, character });
  return { start: place(0), end: place(2), before, words: "市場", after: "。", replacement: null };
}

const groups = grouped([
  { slug: "a", matches: 5, shown: [match(1, "朝の"), match(2, "朝の"), match(3, "夜の")] },
  { slug: "b", matches: 1, shown: [match(9, "朝の")] },
]);
const keys = groups.flatMap(({ places }) => places.map(({ key }) => key));

it("a place keeps its key when its line moves, and differs from its like", () => {
  expect(new Set(keys).size).toBe(4);
  const moved = grouped([
    { slug: "a", matches: 3, shown: [match(7, "朝の"), match(8, "朝の"), match(9, "夜の")] },
  ]);
  expect(moved[0]?.places.map(({ key }) => key)).toEqual(keys.slice(0, 3));
});

it("what is left out is an exception by its index, an article as a whole", () => {
  const leftOut = new Set([keys[1] ?? "", "b"]);
  expect(exceptions(groups, leftOut)).toEqual([
    { slug: "a", matches: [1] },
    { slug: "b", matches: null },
  ]);
  expect(chosen(groups, leftOut)).toEqual({ matches: 4, articles: 1 });
  expect(chosen(groups, new Set())).toEqual({ matches: 6, articles: 2 });
});

it("one goes around the list, and starts at its end that is nearer", () => {
  const key = (from: string | null, step: 1 | -1) => stepped(groups, from, step)?.key;
  expect(key(null, 1)).toBe(keys[0]);
  expect(key(null, -1)).toBe(keys[3]);
  expect(key(keys[2] ?? "", 1)).toBe(keys[3]);
  expect(key(keys[3] ?? "", 1)).toBe(keys[0]);
  expect(key(keys[0] ?? "", -1)).toBe(keys[3]);
  expect(stepped([], null, 1)).toBeNull();
});
