/** Beside the text: which block a line is in, and a button that folds what begins there. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { GutterMarker, gutter, type BlockInfo, type EditorView, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";

import { blockWords, drawBlockIcon } from "./appearance";
import { blocksAround, type Block } from "./enclosing";
import { foldedAt, headingLevel, sectionOf, toggleFold, type FoldRange } from "./folding";
import { isBlockName } from "./kinds";

/** Rails stand side by side up to this depth; deeper blocks share the last one. */
const mostRails = 3;

/** Marks the lines that are on the screen. The gutter is no part of the text, so composing is not disturbed. */
export function blockGutter(): Extension {
  return gutter({
    class: "cm-blocks",
    lineMarker: markerOf,
    lineMarkerChange: ({ startState, state }: ViewUpdate) =>
      syntaxTree(startState) !== syntaxTree(state) ||
      startState.facet(blockWords) !== state.facet(blockWords),
    domEventHandlers: {
      mousedown: (_view, _line, event) => {
        // The text keeps the keyboard.
        event.preventDefault();
        return true;
      },
      click: (view, line, event) => {
        const onButton = event.target instanceof Element && event.target.closest(".cm-fold-button");
        const range = onButton && !view.composing ? rangeOf(view.state, line.from) : null;
        if (range) toggleFold(view, range);
        return range !== null;
      },
    },
  });
}

/** What a line begins. */
interface Beginning {
  /** What it is called, and the name of its icon; a section has none. */
  readonly title: string;
  readonly icon: string | null;
  readonly folded: boolean;
}

class LineMarker extends GutterMarker {
  constructor(
    /** The classes of the blocks around the line, from the outermost. */
    private readonly rails: readonly string[],
    /** How many of them begin or end with this line. */
    private readonly edge: "first" | "last" | "both" | "none",
    private readonly begins: Beginning | null,
  ) {
    super();
  }

  override eq(other: LineMarker): boolean {
    return JSON.stringify(this) === JSON.stringify(other);
  }

  override toDOM(view: EditorView): Node {
    const mark = element("div", `cm-block-mark ${this.edge}`);
    if (this.begins) mark.append(drawButton(view, this.begins));
    const rails = element("div", "cm-rails");
    for (const rail of this.rails) rails.append(element("span", `cm-rail ${rail}`));
    mark.append(rails);
    return mark;
  }
}

function markerOf(view: EditorView, line: BlockInfo): LineMarker | null {
  const { state } = view;
  const { from, to } = state.doc.lineAt(line.from);
  const around = blocksAround(state, from);
  const [inner] = around;
  const heading = headingAt(state, from);
  if (!inner && !heading) return null;
  const isFirst = inner?.opening.from === from;
  const isLast = inner !== undefined && inner.to <= line.to;
  const rails = around
    .reverse()
    .slice(0, mostRails)
    .map(({ name }) => blockClass(name));
  const edge = isFirst && isLast ? "both" : isFirst ? "first" : isLast ? "last" : "none";
  const folds = inner && isFirst && inner.to > to;
  const begins = folds ? blockBeginning(state, inner) : heading && sectionBeginning(state, heading);
  return new LineMarker(rails, edge, begins);
}

/** The class that gives a block its colour. */
export function blockClass(name: string): string {
  return isBlockName(name) ? `cm-block-${name}` : "cm-block-unknown";
}

function blockBeginning(state: EditorState, { name, opening }: Block): Beginning {
  const words = state.facet(blockWords);
  const title = isBlockName(name) && words ? words.names[name] : name;
  return { title, icon: name, folded: foldedAt(state, opening.to) !== null };
}

function sectionBeginning(state: EditorState, heading: SyntaxNode): Beginning | null {
  const { to } = state.doc.lineAt(heading.from);
  const hasContent = heading.nextSibling !== null && headingLevel(heading.nextSibling) === 0;
  if (!hasContent) return null;
  return { title: state.phrase("section"), icon: null, folded: foldedAt(state, to) !== null };
}

function headingAt(state: EditorState, position: number): SyntaxNode | null {
  const { to } = state.doc.lineAt(position);
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(to, -1); node; node = node.parent) {
    if (headingLevel(node) > 0) return node.from >= position ? node : null;
  }
  return null;
}

function drawButton(view: EditorView, { title, icon, folded }: Beginning): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = folded ? "cm-fold-button folded" : "cm-fold-button";
  button.title = view.state.phrase(folded ? "Unfold $" : "Fold $", title);
  // The gutter is hidden from screen readers and from Tab; keys fold at the cursor.
  button.tabIndex = -1;
  button.append(element("span", "cm-chevron"));
  if (icon) button.append(view.state.facet(drawBlockIcon)(icon));
  return button;
}

/** What a line begins that can fold. */
function rangeOf(state: EditorState, position: number): FoldRange | null {
  const line = state.doc.lineAt(position);
  const [block] = blocksAround(state, line.from);
  if (block?.opening.from === line.from) return { from: line.to, to: block.to };
  const heading = headingAt(state, line.from);
  return heading && sectionOf(state, heading);
}

function element(name: string, className: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
