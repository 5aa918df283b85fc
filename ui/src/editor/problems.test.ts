import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import {
  nextProblem,
  problems,
  problemsAtCursor,
  problemsDisturbed,
  setProblems,
  type EditorProblem,
} from "./problems";

/** A text with problems, and the cursor at `head`. */
function state(doc: string, list: EditorProblem[], head = 0): EditorState {
  const fresh = EditorState.create({
    doc,
    selection: { anchor: head },
    extensions: problems(
      () => null as never,
      () => null,
    ),
  });
  return fresh.update({ effects: setProblems.of(list) }).state;
}

const at = (from: number, to = from + 1): EditorProblem => ({ from, to, severity: "error" });

it("the next problem is found in both directions and around the ends", () => {
  const doc = "0123456789";
  const list = [at(2), at(5), at(8)];
  expect(nextProblem(state(doc, list, 0), 1)).toBe(2);
  expect(nextProblem(state(doc, list, 5), 1)).toBe(8);
  expect(nextProblem(state(doc, list, 9), 1)).toBe(2);
  expect(nextProblem(state(doc, list, 5), -1)).toBe(2);
  expect(nextProblem(state(doc, list, 0), -1)).toBe(8);
  expect(nextProblem(state(doc, []), 1)).toBeNull();
});

it("problems move with the text", () => {
  const moved = state("0123456789", [at(5)]).update({ changes: { from: 0, insert: "ab" } }).state;
  expect(nextProblem(moved, 1)).toBe(7);
});

it("an empty place takes a character beside it, so that it can be seen", () => {
  expect(nextProblem(state("ab", [at(1, 1)]), 1)).toBe(1);
  expect(nextProblem(state("ab\ncd", [at(2, 2)]), 1)).toBe(1);
});

it("a place that the text no longer has is no failure", () => {
  expect(nextProblem(state("ab", [at(50, 60)]), 1)).toBe(1);
  expect(nextProblem(state("", [at(0, 0)]), 1)).toBeNull();
});

it("it is known when the text under a problem was changed", () => {
  const fresh = state("0123456789", [at(5, 7)]);
  const typed = (from: number, to: number) =>
    problemsDisturbed(fresh.update({ changes: { from, to, insert: "x" } }).state);
  expect([typed(0, 0), typed(9, 10), typed(5, 6), typed(4, 8)]).toEqual([false, false, true, true]);
});

it("the problems at the cursor are found", () => {
  const problem = at(5, 7);
  expect(problemsAtCursor(state("0123456789", [problem], 6))).toEqual([problem]);
  expect(problemsAtCursor(state("0123456789", [problem], 2))).toEqual([]);
});
