import { openSearchPanel, search, searchKeymap, setSearchQuery } from "@codemirror/search";
import type { EditorState, Extension } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

import { escaped } from "../../text/expression";
import { SearchPanel } from "./panel";
import { queryOf, setSought, soughtIn, soughtWords } from "./sought";

/** How long words may be that one looks for elsewhere. */
const mostSelectedWords = 200;

/** Find and replace above the text. */
export function finding(): Extension {
  return [
    soughtWords(),
    search({ top: true, createPanel: (view) => new SearchPanel(view) }),
    keymap.of([
      {
        key: "Mod-f",
        run: (view) => {
          find(view);
          return true;
        },
      },
      ...searchKeymap.filter(({ key }) => key !== "Mod-f"),
    ]),
  ];
}

/** Opens the search panel, or puts the focus into it, with the words that are selected. */
export function find(view: EditorView): void {
  const words = selectedWords(view.state);
  // CodeMirror fills in the selection by itself, as a query of its own kind; ours comes after it.
  openSearchPanel(view);
  const sought = soughtIn(view.state);
  const next =
    words && !isFound(view.state) ? { ...sought, words: sought.regex ? escaped(words) : words } : sought;
  view.dispatch({ effects: [setSought.of(next), setSearchQuery.of(queryOf(next))] });
  view.dom.querySelector<HTMLInputElement>(".kiku-search [main-field]")?.select();
}

/** Whether the selection is a match: then one has found it, and looks for the same again. */
function isFound(state: EditorState): boolean {
  const query = queryOf(soughtIn(state));
  const { from, to } = state.selection.main;
  if (!query.valid) return false;
  const { done, value } = query.getCursor(state, from, to).next();
  return !done && value.from === from && value.to === to;
}

/** The selected words, where they are a few on one line. */
export function selectedWords(state: EditorState): string {
  const { from, to } = state.selection.main;
  const words = to - from <= mostSelectedWords ? state.sliceDoc(from, to) : "";
  return words.includes("\n") ? "" : words;
}
