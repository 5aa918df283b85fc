import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Autosave } from "../host/wire";
import { Autosaving } from "./autosaving";

let saves = 0;

function saving(mode: Autosave): Autosaving {
  saves = 0;
  const autosaving = new Autosaving(() => {
    saves++;
  });
  autosaving.mode = () => mode;
  return autosaving;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("saves once after the last of many keys", () => {
  const autosaving = saving("pause");
  for (let key = 0; key < 5; key++) {
    autosaving.changed();
    vi.advanceTimersByTime(500);
  }
  expect(saves).toBe(0);
  vi.runAllTimers();
  expect(saves).toBe(1);
});

it("never saves what is being composed, but what was confirmed", () => {
  const autosaving = saving("pause");
  autosaving.changed();
  autosaving.composing(true);
  vi.runAllTimers();
  autosaving.left();
  expect(saves).toBe(0);
  autosaving.composing(false);
  expect(saves).toBe(1);
});

it.each([
  ["off", 0],
  ["pause", 1],
  ["blur", 1],
] as const)("%s: leaving the text saves %i times", (mode, expected) => {
  const autosaving = saving(mode);
  autosaving.changed();
  autosaving.left();
  vi.runAllTimers();
  expect(saves).toBe(expected);
});
