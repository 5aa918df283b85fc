import { insertNewline, insertNewlineKeepIndent } from "@codemirror/commands";
import type { Extension, StateCommand } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { isVerbatim } from "./region";

/**
 * Enter in prose begins a line and nothing else. CodeMirror's own command would turn the full-width space that indents
 * a Japanese paragraph into a narrow one on the next line, and take away a line of white space.
 */
export const newLine: StateCommand = (target) => {
  const { state } = target;
  return (isVerbatim(state, state.selection.main.head) ? insertNewlineKeepIndent : insertNewline)(target);
};

/** Comes after what continues lists and quotes. */
export function newLines(): Extension {
  return keymap.of([{ key: "Enter", run: newLine }]);
}
