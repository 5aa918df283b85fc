import type { StateCommand } from "@codemirror/state";

import { fenceTokens } from "../fence";
import { containerOf } from "./container";
import { blocksAround } from "./enclosing";

/** Enter in the label or the braces of a block's first line goes into the block; a line break there would break it. */
export const intoBlock: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const [block] = blocksAround(state, main.head);
  const name = fenceTokens(line.text)?.find(({ part }) => part === "name");
  const column = main.head - line.from;
  const isInside = name && column > name.to && column < line.text.trimEnd().length;
  if (!main.empty || state.readOnly || !isInside || block?.opening.from !== line.from) return false;
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1) : null;
  const isEmpty = !next || next.from >= block.to || fenceTokens(next.text) !== null;
  const insert = `\n${containerOf(line.text).going}`;
  dispatch(
    state.update(
      isEmpty
        ? { changes: { from: line.to, insert }, selection: { anchor: line.to + insert.length } }
        : { selection: { anchor: next.to } },
      { scrollIntoView: true, userEvent: isEmpty ? "input" : "select" },
    ),
  );
  return true;
};
