import { MergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

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

/** How long the web view may look for the smallest difference, in milliseconds; then a larger one has to do. */
const patience = 500;

/** Shows two texts beside each other, with what differs marked to the character. */
export function compare(parent: HTMLElement, compared: Compared): Comparison {
  const { left, right, titles, unchanged, take } = compared;
  const common = [look, EditorView.lineWrapping, EditorState.phrases.of({ "$ unchanged lines": unchanged })];
  const view = new MergeView({
    a: { doc: left, extensions: [common, named(titles[0]), take === null ? fixed : []] },
    b: { doc: right, extensions: [common, named(titles[1]), fixed] },
    parent,
    collapseUnchanged: context,
    diffConfig: { timeout: patience, scanLimit: 10_000 },
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
