import { MergeView, getChunks, type Chunk } from "@codemirror/merge";
import { EditorState, RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";

import { moved, wordChanges } from "./word-changes";

/** Two texts beside each other. */
export interface Compared {
  readonly left: string;
  readonly right: string;
  /** What the two are called, for who cannot see where they stand. */
  readonly titles: readonly [string, string];
  /** How lines are called that both have. */
  readonly unchanged: string;
  /** How to take a piece of the right text into the left one, which can then be changed; `null` to look only. */
  readonly take: string | null;
}

/** Two texts as they stand beside each other on the page. */
export interface Comparison {
  /** The left text, as it is by now. */
  readonly left: () => string;
  readonly destroy: () => void;
}

/** Lines around a change that stay in sight, and how many have to be the same to be folded away. */
const context = { margin: 2, minSize: 6 };

/** Shows two texts beside each other, with what differs marked by words and characters. */
export function compare(parent: HTMLElement, compared: Compared): Comparison {
  const { left, right, titles, unchanged, take } = compared;
  const common = [look, EditorView.lineWrapping, EditorState.phrases.of({ "$ unchanged lines": unchanged })];
  const view: MergeView = new MergeView({
    a: {
      doc: left,
      extensions: [common, named(titles[0]), take === null ? fixed : [], marks(() => view, "a")],
    },
    b: { doc: right, extensions: [common, named(titles[1]), fixed, marks(() => view, "b")] },
    parent,
    collapseUnchanged: context,
    diffConfig: { override: wordChanges },
    // The library marks whole runs of letters, which in Japanese are half a sentence.
    highlightChanges: false,
    ...(take === null
      ? {}
      : { revertControls: "b-to-a" as const, renderRevertControl: () => takeButton(take) }),
  });
  return {
    left: () => view.a.state.doc.toString(),
    destroy: () => {
      view.destroy();
    },
  };
}

const changed = Decoration.mark({ class: "cm-changedText" });

/** Marks what differs on one side, whenever the library has compared the two texts anew. */
function marks(merge: () => MergeView, side: "a" | "b"): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = Decoration.none;
      private chunks: readonly Chunk[] | null = null;

      update({ state }: ViewUpdate) {
        const chunks = getChunks(state)?.chunks ?? null;
        if (chunks === this.chunks) return;
        this.chunks = chunks;
        this.decorations = chunks ? changedWords(merge(), side, chunks) : Decoration.none;
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function changedWords({ a, b }: MergeView, side: "a" | "b", chunks: readonly Chunk[]): DecorationSet {
  const words = new RangeSetBuilder<Decoration>();
  for (const chunk of chunks) {
    const texts = [
      a.state.sliceDoc(chunk.fromA, chunk.endA),
      b.state.sliceDoc(chunk.fromB, chunk.endB),
    ] as const;
    for (const change of wordChanges(...texts).map((inner) => moved(inner, chunk.fromA, chunk.fromB))) {
      const [from, to] = side === "a" ? [change.fromA, change.toA] : [change.fromB, change.toB];
      if (from < to) words.add(from, to, changed);
    }
  }
  return words.finish();
}

const fixed: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)];

/** What scrolls must be reachable by keyboard, also where it cannot be written in. */
function named(title: string): Extension {
  return EditorView.contentAttributes.of({ "aria-label": title, tabindex: "0" });
}

function takeButton(label: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cm-take";
  button.textContent = "←";
  button.title = label;
  button.setAttribute("aria-label", label);
  return button;
}

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "14px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--editor-font)", lineHeight: "1.7" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--caret)", lineBreak: "strict" },
  ".cm-line": { padding: "0 12px" },
  "&.cm-merge-a .cm-changedLine, &.cm-merge-b .cm-changedLine": { backgroundColor: "var(--wash)" },
  "&.cm-merge-a .cm-changedText, &.cm-merge-b .cm-changedText": {
    background: "var(--current)",
    borderBottom: "2px solid var(--accent)",
  },
  ".cm-changeGutter": { width: "3px", paddingLeft: "0" },
  "&.cm-merge-a .cm-changedLineGutter, &.cm-merge-b .cm-changedLineGutter": { background: "var(--accent)" },
  ".cm-gutters": { border: "0", backgroundColor: "var(--paper)" },
  ".cm-collapsedLines": {
    padding: "2px 12px",
    background: "var(--wash)",
    color: "var(--muted)",
    fontFamily: "var(--ui-font)",
    fontSize: "12px",
  },
  // The sign of the library stands in few fonts.
  ".cm-collapsedLines::before, .cm-collapsedLines::after": { content: '"⋯"' },
});
