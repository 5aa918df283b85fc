import { expect, it } from "vitest";

import { readFromFrame } from "./messages";

it("what the frame says is understood", () => {
  expect(readFromFrame({ kind: "hello" })).toEqual({ kind: "hello" });
  expect(readFromFrame({ kind: "scrolled", line: 3.5 })).toEqual({ kind: "scrolled", line: 3.5 });
  const chord = { key: "s", ctrlKey: true, metaKey: false, shiftKey: false, altKey: false };
  expect(readFromFrame({ kind: "key", chord })).toEqual({ kind: "key", chord });
});

it.each([
  null,
  "hello",
  { kind: "scrolled", line: Number.NaN },
  { kind: "clicked", line: "3" },
  { kind: "clicked", line: -1 },
  { kind: "opened", line: "1" },
  { kind: "link", url: {} },
  { kind: "key" },
  { kind: "patch", patch: {} },
])("%j is no message", (data) => {
  expect(readFromFrame(data)).toBeNull();
});

it("words that were pointed at are taken as far as they are words", () => {
  const clicked = (words: unknown) => readFromFrame({ kind: "clicked", line: 3, words });
  const heard = (before: string, after: string) => ({ kind: "clicked", line: 3, words: { before, after } });
  expect(clicked({ before: "a", after: "b", more: 1 })).toEqual(heard("a", "b"));
  expect(clicked({ before: 1, after: "x".repeat(1000) })).toEqual(heard("", "x".repeat(64)));
  expect(clicked(undefined)).toEqual(heard("", ""));
});

it("a key has no more than what a chord needs", () => {
  const message = readFromFrame({ kind: "key", chord: { key: 5, ctrlKey: "yes", repeat: true } });
  const nothing = { key: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(message).toEqual({ kind: "key", chord: nothing });
});
