import { openSearchPanel, search, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";

import { SearchPanel } from "./search-panel";

/** Find and replace above the text. */
export function finding(): Extension {
  return [search({ literal: true, createPanel: (view) => new SearchPanel(view) }), keymap.of(searchKeymap)];
}

/** Opens the search panel, or puts the focus into it. */
export function find(view: EditorView): void {
  openSearchPanel(view);
}
