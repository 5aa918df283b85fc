import { history, undo } from "@codemirror/commands";
import { ChangeSet, EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { outsideChange } from "./outside";

/** Types and lets the disk change the text, then undoes everything, one step at a time. */
function undone(undoable: boolean): string[] {
  let state = EditorState.create({ doc: "a", extensions: history() });
  const type = (insert: string) => {
    state = state.update({ changes: { from: state.doc.length, insert }, userEvent: "input.type" }).state;
  };
  type("b");
  state = state.update(outsideChange(ChangeSet.of({ from: 2, insert: "X" }, 2), undoable)).state;
  type("c");
  const texts = [state.doc.toString()];
  while (undo({ state, dispatch: (transaction) => (state = transaction.state) }))
    texts.push(state.doc.toString());
  return texts;
}

it("a change that came by itself stays when the writer's own work is undone", () => {
  expect(undone(false)).toEqual(["abXc", "abX", "aX"]);
});

it("a change that the writer chose is a step of its own", () => {
  expect(undone(true)).toEqual(["abXc", "abX", "ab", "a"]);
});
