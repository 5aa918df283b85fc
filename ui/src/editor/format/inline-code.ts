import { EditorSelection, type EditorState, type SelectionRange, type StateCommand } from "@codemirror/state";

import { isVerbatim } from "../region";
import { spansIn, type RangeUpdate } from "./inline-mark";

/** Makes the selected words code, with as many backticks as it takes; or makes the code at the cursor words again. */
export const toggleCode: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly || isVerbatim(state, state.selection.main.from)) return false;
  const update = state.changeByRange((range) => toggled(state, range));
  dispatch(state.update(update, { scrollIntoView: true, userEvent: "input.format" }));
  return true;
};

function toggled(state: EditorState, range: SelectionRange): RangeUpdate {
  const { from, to, head } = range;
  const span = spansIn(state, "InlineCode", from, to).find((code) => code.from <= from && to <= code.to);
  if (span && range.empty && head === span.innerEnd) return { range: EditorSelection.cursor(span.to) };
  if (span) {
    const changes = state.changes([
      { from: span.from, to: span.inner },
      { from: span.innerEnd, to: span.to },
    ]);
    return { changes, range: EditorSelection.range(changes.mapPos(from), changes.mapPos(to)) };
  }
  const words = state.sliceDoc(from, to);
  const fence = "`".repeat(longestRun(words) + 1);
  const pad = /^`|`$/.test(words) ? " " : "";
  const shift = fence.length + pad.length;
  return {
    changes: [
      { from, insert: fence + pad },
      { from: to, insert: pad + fence },
    ],
    range: EditorSelection.range(from + shift, to + shift),
  };
}

function longestRun(words: string): number {
  return Math.max(0, ...Array.from(words.matchAll(/`+/g), ([run]) => run.length));
}
