import { expect, it } from "vitest";

import { referenceY, topForReference } from "./slide";

it("the reference point is the window's upper edge at the start and its lower edge at the end", () => {
  expect(referenceY({ top: 0, window: 500, content: 2000 })).toBe(0);
  expect(referenceY({ top: 1500, window: 500, content: 2000 })).toBe(2000);
});

it("scrolling to a place puts the reference point on it", () => {
  for (const y of [0, 123, 1000, 2000]) {
    const top = topForReference(y, 500, 2000);
    expect(referenceY({ top, window: 500, content: 2000 })).toBeCloseTo(y);
  }
});

it("what fits into its window does not scroll", () => {
  expect(referenceY({ top: 0, window: 500, content: 300 })).toBe(0);
  expect(topForReference(200, 500, 300)).toBe(0);
  expect(topForReference(0, 500, 0)).toBe(0);
});
