import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { CompositionGate } from "./composition";

const heard: boolean[] = [];
const ran: string[] = [];
let gate: CompositionGate;

beforeEach(() => {
  vi.useFakeTimers();
  heard.length = 0;
  ran.length = 0;
  gate = new CompositionGate((composing) => heard.push(composing));
});

afterEach(() => {
  vi.useRealTimers();
});

const task = (name: string) => {
  gate.whenCalm("problems", () => ran.push(name));
};

it("without a composition everything happens at once", () => {
  task("a");
  expect(ran).toEqual(["a"]);
});

it("what comes while composing waits until the text is surely committed, and only the last of it happens", () => {
  gate.start();
  task("a");
  task("b");
  gate.end();
  expect(ran).toEqual([]);
  vi.runAllTimers();
  expect(ran).toEqual(["b"]);
  expect(heard).toEqual([true, false]);
});

it("a composition that goes on at once is one", () => {
  gate.start();
  task("a");
  gate.end();
  gate.start();
  vi.runAllTimers();
  expect(ran).toEqual([]);
  expect(gate.isComposing).toBe(true);
  expect(heard).toEqual([true]);
});

it("turning to another article ends it at once", () => {
  gate.start();
  gate.endNow();
  gate.endNow();
  expect(heard).toEqual([true, false]);
});
