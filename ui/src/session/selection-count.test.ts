import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { SelectionCount } from "./selection-count.svelte";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("counts the last selection once it rests, and forgets it when nothing is selected", async () => {
  const asked: string[] = [];
  const count = new SelectionCount((text) => {
    asked.push(text);
    return Promise.resolve({ characters: text.length, words: 0, minutes: 1 });
  });
  count.moved(1, () => "a");
  count.moved(2, () => "ab");
  expect(asked).toEqual([]);
  await vi.runAllTimersAsync();
  expect([asked, count.counts?.characters]).toEqual([["ab"], 2]);
  count.moved(0, () => "");
  expect(count.counts).toBeNull();
});
