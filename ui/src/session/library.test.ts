import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Library } from "../host/wire";
import { LibraryStore } from "./library.svelte";

const answer = (today: string): Library => ({ sources: [], personas: [], today });

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("asks once after many changes, and only while somebody looks", async () => {
  const library = vi.fn(() => Promise.resolve(answer("2026-01-01")));
  const store = new LibraryStore({ library });
  store.textChanged();
  await vi.runAllTimersAsync();
  expect(library).not.toHaveBeenCalled();
  const stop = store.watch();
  await vi.runAllTimersAsync();
  expect(library).toHaveBeenCalledTimes(1);
  for (let key = 0; key < 20; key++) store.textChanged();
  await vi.runAllTimersAsync();
  expect(library).toHaveBeenCalledTimes(2);
  stop();
  store.textChanged();
  await vi.runAllTimersAsync();
  expect(library).toHaveBeenCalledTimes(2);
});

it("asks again when something changed while the answer was on its way", async () => {
  const answers = ["first", "second"];
  const library = vi.fn(() => Promise.resolve(answer(answers.shift() ?? "")));
  const store = new LibraryStore({ library });
  await Promise.all([store.refresh(), store.refresh()]);
  expect(store.values.today).toBe("second");
});

it("shows nothing where there is no publication", async () => {
  const store = new LibraryStore({ library: () => Promise.reject(new Error("none")) });
  await store.refresh();
  expect(store.values.sources).toEqual([]);
});
