import type { ChangeSpec, EditorState, Line, StateCommand } from "@codemirror/state";

import { linesOf } from "./lines";
import { isVerbatim } from "./region";

const item = /^(\s*)([-*+]|\d{1,9}[.)])(\s+)/;

/**
 * Tab in a list makes an item part of the one above it; in code it indents. Elsewhere in prose it does nothing: four
 * spaces would silently make a paragraph code. Escape and then Tab leaves the editor.
 */
export const indent: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const changes = linesOf(state, state.selection.main).flatMap((line) => indentation(state, line));
  if (changes.length > 0) dispatch(state.update({ changes, userEvent: "input.indent" }));
  return true;
};

/** The opposite of {@link indent}. */
export const outdent: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const changes = linesOf(state, state.selection.main).flatMap((line) => {
    const spaces = /^\s*/.exec(line.text)?.[0].length ?? 0;
    const width = Math.min(spaces, markerWidth(state, line));
    return width > 0 ? [{ from: line.from, to: line.from + width }] : [];
  });
  if (changes.length > 0) dispatch(state.update({ changes, userEvent: "delete.dedent" }));
  return true;
};

function indentation(state: EditorState, line: Line): ChangeSpec[] {
  if (item.test(line.text)) return [{ from: line.from, insert: " ".repeat(markerWidth(state, line)) }];
  if (!isVerbatim(state, line.from)) return [];
  const at = state.selection.main.empty ? state.selection.main.head : line.from;
  return [{ from: at, insert: "  " }];
}

/** As many columns as the marker of the item above takes: less would not make this item its child. */
function markerWidth(state: EditorState, line: Line): number {
  const above = line.number > 1 ? state.doc.line(line.number - 1).text : "";
  const marker = (item.exec(above) ?? item.exec(line.text))?.[2];
  return marker ? marker.length + 1 : 2;
}
