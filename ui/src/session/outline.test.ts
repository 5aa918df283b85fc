import { expect, it } from "vitest";

import type { OutlineItem } from "../host/wire";
import { currentRow, outlineRows } from "./outline";

const item = (kind: OutlineItem["kind"], line: number): OutlineItem => ({
  kind,
  line,
  title: "",
  depth: 0,
  characters: 0,
});

const rows = outlineRows([
  item("introduction", 5),
  item("chapter", 10),
  item("section", 12),
  item("pageBreak", 18),
  item("chapter", 20),
]);

it("chapters are counted from one and pages from two", () => {
  expect(rows.map(({ number }) => number)).toEqual([0, 1, 0, 2, 2]);
});

it("the cursor's chapter is the last that starts above it; a page break is none", () => {
  expect([0, 5, 9, 10, 13, 19, 20, 99].map((line) => currentRow(rows, line))).toEqual([
    -1, 0, 0, 1, 2, 2, 4, 4,
  ]);
});
