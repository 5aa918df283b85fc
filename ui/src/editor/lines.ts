import type { EditorState, Line, SelectionRange } from "@codemirror/state";

/** The lines that a selection touches, in order. */
export function linesOf(state: EditorState, { from, to }: SelectionRange): Line[] {
  const lines: Line[] = [];
  for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
    lines.push(line);
    if (line.to >= to || line.number === state.doc.lines) return lines;
  }
}

/** Quote marks and indentation, and then what makes a line an item or a heading. */
const blockPrefix =
  /^(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?(?:#{1,6}[ \t]+)?/;

/** How many characters at the start of a line say what block it is, and are none of its words. */
export function prefixLength(text: string): number {
  return blockPrefix.exec(text)?.[0].length ?? 0;
}
