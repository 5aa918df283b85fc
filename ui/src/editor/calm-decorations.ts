import { syntaxTree } from "@codemirror/language";
import type { Extension, Line } from "@codemirror/state";
import { ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

/** A line longer than this is no prose; reading it again at each key would be felt. */
const longestLine = 5000;

/**
 * Decorations of what is on the screen, made again when the text, the screen or the syntax tree changes.
 *
 * While an input method composes they only move along: the line that it works in keeps its elements until the text is
 * final.
 */
export function calmDecorations(decorate: (view: EditorView) => DecorationSet): Extension {
  class CalmDecorations {
    decorations: DecorationSet;
    private stale = false;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      this.stale ||= update.docChanged || update.viewportChanged || parsedFurther(update);
      if (!this.stale) return;
      if (update.view.composing) {
        this.decorations = this.decorations.map(update.changes);
      } else {
        this.decorations = decorate(update.view);
        this.stale = false;
      }
    }
  }
  return ViewPlugin.fromClass(CalmDecorations, { decorations: (plugin) => plugin.decorations });
}

function parsedFurther({ startState, state }: ViewUpdate): boolean {
  return syntaxTree(startState) !== syntaxTree(state);
}

/** The lines on the screen, each once, in order. */
export function* visibleLines(view: EditorView): Generator<Line> {
  let next = 0;
  for (const { from, to } of view.visibleRanges) {
    for (let at = Math.max(from, next); at <= to; at = next) {
      const line = view.state.doc.lineAt(at);
      next = line.to + 1;
      if (line.length <= longestLine) yield line;
    }
  }
}
