/** Blocks and chapters fold: what stands below their first line goes out of sight, and the line stays. */
import {
  codeFolding,
  foldEffect,
  foldedRanges,
  syntaxTree,
  unfoldAll,
  unfoldEffect,
} from "@codemirror/language";
import type { EditorState, Extension, StateEffect } from "@codemirror/state";
import type { Command, EditorView } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";

import { blockWords } from "./appearance";
import { blockOf, blocksAround } from "./enclosing";

/** What goes out of sight: from the end of a first line to the end of what it begins. */
export interface FoldRange {
  readonly from: number;
  readonly to: number;
}

/** Folding, with a button that says how much is folded. */
export function folding(): Extension {
  return codeFolding({ preparePlaceholder: size, placeholderDOM: drawPlaceholder });
}

/** Folds the innermost block that the cursor is in, or else its section. */
export const foldHere: Command = (view) => {
  const { state } = view;
  const { head } = state.selection.main;
  const [block] = blocksAround(state, head).filter(({ opening, to }) => to > opening.to);
  const range = block ? { from: block.opening.to, to: block.to } : sectionAround(state, head);
  if (!range) return false;
  fold(view, [range]);
  return true;
};

/** Unfolds what is folded behind the cursor's line. */
export const unfoldHere: Command = (view) => {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const range = foldedAt(view.state, line.to);
  if (!range) return false;
  view.dispatch({ effects: unfoldEffect.of(range) });
  return true;
};

/** Folds every block that stands in no other. */
export const foldBlocks: Command = (view) => {
  const { state } = view;
  const ranges: FoldRange[] = [];
  syntaxTree(state).iterate({
    enter: (node) => {
      if (node.name !== "Directive") return true;
      const { opening, to } = blockOf(state, node.node);
      if (to > opening.to) ranges.push({ from: opening.to, to });
      return false;
    },
  });
  if (ranges.length > 0) fold(view, ranges);
  return ranges.length > 0;
};

export { unfoldAll };

/** Folds or unfolds what the line begins that ends at `position`. */
export function toggleFold(view: EditorView, range: FoldRange): void {
  const folded = foldedAt(view.state, range.from);
  if (folded) view.dispatch({ effects: unfoldEffect.of(folded) });
  else fold(view, [range]);
}

/** What is folded behind the end of a line. */
export function foldedAt(state: EditorState, position: number): FoldRange | null {
  let found: FoldRange | null = null;
  foldedRanges(state).between(position, position, (from, to) => {
    if (from === position) found = { from, to };
  });
  return found;
}

/** What the heading in this line begins. */
export function sectionOf(state: EditorState, heading: SyntaxNode): FoldRange | null {
  const from = state.doc.lineAt(heading.from).to;
  let last = heading;
  for (let next = heading.nextSibling; next && !endsSection(next, heading); next = next.nextSibling)
    last = next;
  return last.to > from ? { from, to: last.to } : null;
}

/** The level of a heading; 0 for anything else. */
export function headingLevel({ name }: { readonly name: string }): number {
  return Number(/^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1] ?? 0);
}

function endsSection(node: SyntaxNode, heading: SyntaxNode): boolean {
  const level = headingLevel(node);
  return level > 0 && level <= headingLevel(heading);
}

function sectionAround(state: EditorState, position: number): FoldRange | null {
  const { to } = state.doc.lineAt(position);
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(to, -1);
  while (node.parent && !["Document", "Directive"].includes(node.parent.name)) node = node.parent;
  while (node && headingLevel(node) === 0) node = node.prevSibling;
  return node && sectionOf(state, node);
}

/** The cursor comes out of what folds; it would unfold again otherwise. */
function fold(view: EditorView, ranges: readonly FoldRange[]): void {
  const { head } = view.state.selection.main;
  const around = ranges.find(({ from, to }) => head > from && head <= to);
  const effects: StateEffect<unknown>[] = ranges.map((range) => foldEffect.of(range));
  view.dispatch({ effects, ...(around ? { selection: { anchor: around.from } } : {}) });
}

/** How much is folded. */
interface Size {
  readonly lines: number;
  readonly characters: number;
}

function size({ doc }: EditorState, { from, to }: FoldRange): Size {
  const characters = Array.from(doc.sliceString(from, to).replace(/\s/g, "")).length;
  return { lines: doc.lineAt(to).number - doc.lineAt(from).number, characters };
}

function drawPlaceholder(view: EditorView, unfold: (event: Event) => void, prepared: unknown): HTMLElement {
  const { lines, characters } = prepared as Size;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cm-folded";
  button.textContent = `… ${view.state.facet(blockWords)?.folded(lines, characters) ?? ""}`;
  button.title = view.state.phrase("unfold");
  // The keys do the same; a stop for Tab in the middle of the text would be in the way.
  button.tabIndex = -1;
  button.onclick = unfold;
  return button;
}
