import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Stumbles } from "./stumbles";

let kept: Map<string, string>;

/** The window's page after the process that drew it has ended. */
function page(): Stumbles {
  vi.clearAllTimers();
  return new Stumbles({
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  });
}

beforeEach(() => {
  kept = new Map();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("an article that ended the process twice is held back, and no other", () => {
  page().begin("a");
  expect(page().holdsBack("a")).toBe(false);
  page().begin("a");
  expect(page().holdsBack("a")).toBe(true);
  expect(page().holdsBack("b")).toBe(false);
});

it("an article that was shown for a while is trusted again", () => {
  page().begin("a");
  page().begin("a");
  vi.runAllTimers();
  expect(page().holdsBack("a")).toBe(false);
});

it("a page that ends quietly leaves nothing behind", () => {
  for (let time = 0; time < 5; time++) {
    const stumbles = page();
    stumbles.begin("a");
    stumbles.end();
  }
  expect(page().holdsBack("a")).toBe(false);
});

it("what is damaged holds nothing back", () => {
  kept.set("kiku.opening", "{");
  expect(page().holdsBack("a")).toBe(false);
});
