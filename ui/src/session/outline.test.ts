import { describe, expect, it } from "vitest";

import type { OutlineItem } from "../host/wire";
import { chapterAt, currentRow, dropPlaces, lineOf, patched, problemsOfRows, wouldMove } from "./outline";

const item = (kind: OutlineItem["kind"], distance: number, characters = 0): OutlineItem => ({
  ...{ kind, distance, characters },
  title: "",
  depth: 0,
});

const items = [
  item("introduction", 5),
  item("chapter", 5),
  item("section", 2),
  item("pageBreak", 6),
  item("chapter", 2),
];
const rows = patched([], { start: 0, remove: 0, insert: items });
const numbers = (list: typeof rows) => list.map(({ number }) => number);

it("chapters are counted from one and pages from two", () => {
  expect(numbers(rows)).toEqual([0, 1, 0, 2, 2]);
});

it("an item stands so many lines below the one before it", () => {
  expect(rows.map((_row, index) => lineOf(rows, index))).toEqual([5, 10, 12, 18, 20]);
});

it("the cursor's chapter is the last that starts above it; a page break is none", () => {
  expect([0, 5, 9, 10, 13, 19, 20, 99].map((line) => currentRow(rows, line))).toEqual([
    -1, 0, 0, 1, 2, 2, 4, 4,
  ]);
});

describe("a splice", () => {
  it("that changes one item leaves all other rows as they are", () => {
    const after = patched(rows, { start: 2, remove: 1, insert: [item("section", 2, 40)] });
    expect(after[2]?.item.characters).toBe(40);
    for (const at of [0, 1, 3, 4]) expect(after[at]).toBe(rows[at]);
  });

  it("that brings a chapter counts on below it", () => {
    const after = patched(rows, { start: 1, remove: 0, insert: [item("chapter", 1)] });
    expect(numbers(after)).toEqual([0, 1, 2, 0, 2, 3]);
    expect(after[3]).toBe(rows[2]);
  });

  it("of nothing is the same list", () => {
    expect(patched(rows, { start: 5, remove: 0, insert: [] })).toBe(rows);
  });
});

it("a problem belongs to the row that it stands in", () => {
  const at = (line: number, severity: "error" | "warning" = "error") => ({ line, severity });
  const counts = problemsOfRows(rows, [at(1), at(5), at(11, "warning"), at(11), at(12), at(30)]);
  expect(counts.map(({ errors, warnings }) => [errors, warnings])).toEqual([
    [1, 0],
    [1, 1],
    [1, 0],
    [0, 0],
    [1, 0],
  ]);
});

describe("a row that is dragged", () => {
  it("can stand in front of chapters and page breaks, and at the end", () => {
    expect(dropPlaces(rows)).toEqual([1, 3, 4, 5]);
  });

  it("moves unless it is dropped where it stands", () => {
    const places = dropPlaces(rows);
    expect(places.filter((before) => wouldMove(rows, 1, before))).toEqual([4, 5]);
    expect(places.filter((before) => wouldMove(rows, 4, before))).toEqual([1, 3]);
  });
});

it("a chapter is as long as it and its sections, page breaks or not", () => {
  const lengths = [
    item("introduction", 5, 1),
    item("chapter", 5, 10),
    item("section", 2, 20),
    item("pageBreak", 6, 40),
    item("section", 1, 80),
    item("chapter", 2, 5),
  ];
  const counted = patched([], { start: 0, remove: 0, insert: lengths });
  const at = (line: number) => chapterAt(counted, line)?.characters;
  expect([at(0), at(6), at(11), at(19), at(30)]).toEqual([undefined, 1, 150, 150, 5]);
});
