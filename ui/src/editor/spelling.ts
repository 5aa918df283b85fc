import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

import { calmDecorations, visibleLines } from "./calm-decorations";

/** Letters of languages that no checker knows by the spaces between their words. */
const unspaced =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Hangul}\p{Script=Thai}]+/gu;

const unchecked = Decoration.mark({ attributes: { spellcheck: "false" } });

/** What goes with the web view's checker of spelling in a text of a language with spaces. */
export function checkedSpelling(): Extension {
  return [calmDecorations(decorate), EditorView.domEventHandlers({ contextmenu: selectWord })];
}

/** The web view lets a word be learnt or ignored from its menu only where it is selected. */
function selectWord(event: MouseEvent, view: EditorView): boolean {
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
  if (at === null || !view.state.selection.main.empty || view.composing) return false;
  const word = view.state.wordAt(at);
  if (word) view.dispatch({ selection: word });
  return false;
}

/** Keeps the checker from Japanese words, on the screen, where it looks. */
function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const line of visibleLines(view)) {
    for (const { index, 0: run } of line.text.matchAll(unspaced))
      builder.add(line.from + index, line.from + index + run.length, unchecked);
  }
  return builder.finish();
}
