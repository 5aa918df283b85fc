import type { EditorState, Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";

/** What stays bright while one writes. */
export type FocusKind = "sentence" | "paragraph";

/** More lines than this are no paragraph; to look for its ends would be felt at each key. */
const mostLines = 200;

/** A sentence's end and what closes with it; in languages with spaces, one follows. */
const end = /[。！？!?．…]+[」』）】〉》”’"')\]]*|\.+["')\]”’]*(?=\s|$)/g;

/** Where the paragraph, or the sentence, at the cursor begins and ends. */
export function focusRange(state: EditorState, kind: FocusKind): { from: number; to: number } {
  const paragraph = paragraphAt(state);
  if (kind === "paragraph") return paragraph;
  const text = state.sliceDoc(paragraph.from, paragraph.to);
  const head = state.selection.main.head - paragraph.from;
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(end)) {
    const to = index + mark.length;
    // Behind the last mark of all, the cursor is still in that sentence.
    if (head < to || (head === to && text.slice(to).trim() === ""))
      return within(text, paragraph.from, from, to);
    from = to;
  }
  return within(text, paragraph.from, from, text.length);
}

function within(text: string, offset: number, from: number, to: number): { from: number; to: number } {
  const lead = text.slice(from, to).length - text.slice(from, to).trimStart().length;
  return { from: offset + Math.min(to, from + lead), to: offset + to };
}

function paragraphAt({ doc, selection }: EditorState): { from: number; to: number } {
  const line = doc.lineAt(selection.main.head);
  let [first, last] = [line, line];
  if (line.text.trim() === "") return line;
  for (let steps = 0; steps < mostLines && first.number > 1; steps++) {
    const above = doc.line(first.number - 1);
    if (above.text.trim() === "") break;
    first = above;
  }
  for (let steps = 0; steps < mostLines && last.number < doc.lines; steps++) {
    const below = doc.line(last.number + 1);
    if (below.text.trim() === "") break;
    last = below;
  }
  return { from: first.from, to: last.to };
}

const dim = Decoration.mark({ class: "cm-dimmed" });

/** Dims all that is on the screen but the sentence or the paragraph at the cursor. */
export function focusing(kind: FocusKind): Extension {
  class Dimming {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = dimmed(view, kind);
    }

    update({ docChanged, selectionSet, viewportChanged, view, changes }: ViewUpdate): void {
      if (!docChanged && !selectionSet && !viewportChanged) return;
      // The line that an input method works in keeps its elements until the text is final.
      this.decorations = view.composing ? this.decorations.map(changes) : dimmed(view, kind);
    }
  }
  return ViewPlugin.fromClass(Dimming, { decorations: (plugin) => plugin.decorations });
}

function dimmed(view: EditorView, kind: FocusKind): DecorationSet {
  const bright = focusRange(view.state, kind);
  const { from, to } = view.viewport;
  const ranges = [];
  if (from < bright.from) ranges.push(dim.range(from, Math.min(to, bright.from)));
  if (bright.to < to) ranges.push(dim.range(Math.max(from, bright.to), to));
  return Decoration.set(ranges);
}
