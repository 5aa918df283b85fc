import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** What the writer does with keys. A click chooses a place on the screen, which must not run away under the pointer. */
const byKeys = ["input", "delete", "move", "undo", "redo"];

/** Keeps the line that one writes in the middle of the window. */
export function typewriter(): Extension {
  const centered = EditorState.transactionExtender.of((transaction) => {
    const moved = transaction.docChanged || transaction.selection !== undefined;
    const keyed =
      byKeys.some((event) => transaction.isUserEvent(event)) ||
      (transaction.isUserEvent("select") && !transaction.isUserEvent("select.pointer"));
    if (!moved || !keyed) return null;
    return { effects: EditorView.scrollIntoView(transaction.newSelection.main.head, { y: "center" }) };
  });
  return [centered, EditorView.editorAttributes.of({ class: "cm-typewriter" })];
}
