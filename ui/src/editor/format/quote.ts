import type { StateCommand } from "@codemirror/state";

import { linesOf } from "../lines";
import { isVerbatim } from "../region";

const mark = /^ {0,3}> ?/;

/** Quotes the selected lines, empty ones between them too, so that it stays one quote; or takes the quote marks away. */
export const toggleQuote: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly || isVerbatim(state, state.selection.main.from)) return false;
  const lines = state.selection.ranges.flatMap((range) => linesOf(state, range));
  const off = lines.every(({ text }) => mark.test(text));
  const changes = state.changes(
    lines.map(({ from, text }) =>
      off ? { from, to: from + (mark.exec(text)?.[0].length ?? 0) } : { from, insert: "> " },
    ),
  );
  const selection = state.selection.map(changes, 1);
  dispatch(state.update({ changes, selection, scrollIntoView: true, userEvent: "input.format" }));
  return true;
};
