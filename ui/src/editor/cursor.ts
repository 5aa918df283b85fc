import type { EditorState, Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Where the cursor stands, counted from zero; columns in characters. */
export interface CursorPlace {
  readonly line: number;
  readonly column: number;
}

/** The place of the cursor. */
export function cursorPlace(state: EditorState): CursorPlace {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return { line: line.number - 1, column: characters(line.text, head - line.from) };
}

/** How many characters stand before a place, in one pass and without a copy: some lines are long. */
function characters(text: string, end: number): number {
  let count = 0;
  for (let at = 0; at < end; at++) {
    const unit = text.charCodeAt(at);
    const isSecondHalf = unit >= 0xdc00 && unit < 0xe000;
    if (!isSecondHalf) count++;
  }
  return count;
}

/** Reports the cursor's place, and how high in the window it stands (0 top, 1 bottom), when it moves. */
export function cursorReports(report: (place: CursorPlace, height: number) => void): Extension {
  return EditorView.updateListener.of(({ docChanged, selectionSet, view }) => {
    if (!docChanged && !selectionSet) return;
    view.requestMeasure({
      key: report,
      read: (measured) => {
        const { top } = measured.lineBlockAt(measured.state.selection.main.head);
        const { scrollTop, clientHeight } = measured.scrollDOM;
        report(cursorPlace(measured.state), (top - scrollTop) / Math.max(1, clientHeight));
      },
    });
  });
}
