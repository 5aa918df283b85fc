import { describe, expect, it } from "vitest";

import { lineAt, yAt, type Geometry } from "./geometry";

/** Header on lines 0–9, a paragraph on line 10, a picture on lines 11–12, and references below. */
const tops = [80, 300, 340, 900];
const page: Geometry = { starts: [0, 10, 11, 13], top: (index) => tops[index] ?? 0, bottom: () => 1200 };

describe("a line's place", () => {
  it("is interpolated by pixels inside its block", () => {
    expect(yAt(page, 10)).toBe(300);
    expect(yAt(page, 12)).toBe(620);
  });

  it("is the page's start for the file's, whatever stands above the first block", () => {
    expect(yAt(page, 0)).toBe(0);
    expect(yAt(page, 5)).toBe(150);
  });

  it("goes on below the last line to the page's end", () => {
    expect(yAt(page, 13)).toBe(900);
    expect(yAt(page, 13.5)).toBe(1050);
    expect(yAt(page, 99)).toBe(1200);
  });
});

describe("a place's line", () => {
  it("is the inverse of the line's place", () => {
    for (const line of [0, 3.3, 10, 10.25, 11.5, 12.9, 13, 13.7, 14]) {
      expect(lineAt(page, yAt(page, line))).toBeCloseTo(line);
    }
  });

  it("grows with the place", () => {
    const lines = Array.from({ length: 121 }, (_, step) => lineAt(page, step * 10));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
});

it("an empty page maps to its only line", () => {
  const empty: Geometry = { starts: [0], top: () => 0, bottom: () => 0 };
  expect(lineAt(empty, 10)).toBe(0);
  expect(yAt(empty, 0)).toBe(0);
});
