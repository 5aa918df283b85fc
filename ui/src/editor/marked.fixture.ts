/** States written as text: `‹` and `›` stand around the selection, and `‸` is a cursor. */
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorSelection, EditorState, type Extension, type StateCommand } from "@codemirror/state";

import { articleLanguage } from "./markdown";

/** The state that a text describes. */
export function marked(words: string, extensions: Extension = []): EditorState {
  const cursor = words.indexOf("‸");
  const from = words.indexOf("‹");
  const selection =
    cursor >= 0 ? EditorSelection.cursor(cursor) : EditorSelection.range(from, words.indexOf("›") - 1);
  const state = EditorState.create({
    doc: words.replace(/[‹›‸]/g, ""),
    selection,
    extensions: [articleLanguage(), extensions],
  });
  ensureSyntaxTree(state, state.doc.length, 5000);
  // The next state has the tree that was just finished.
  return state.update({}).state;
}

/** A state as such a text. */
export function shown({ doc, selection: { main } }: EditorState): string {
  const text = doc.toString();
  if (main.empty) return `${text.slice(0, main.head)}‸${text.slice(main.head)}`;
  return `${text.slice(0, main.from)}‹${text.slice(main.from, main.to)}›${text.slice(main.to)}`;
}

/** What a command makes of such a text. */
export function after(command: StateCommand, words: string, extensions: Extension = []): string {
  let state = marked(words, extensions);
  command({ state, dispatch: (transaction) => (state = transaction.state) });
  return shown(state);
}
