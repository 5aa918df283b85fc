import { syntaxTree } from "@codemirror/language";
import type { EditorState, Line } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

import { fenceTokens, type FenceToken } from "../fence";

/** A block in the text. */
export interface Block {
  /** Its name as it is written. */
  readonly name: string;
  /** What stands between the brackets. */
  readonly label: string;
  /** The line of its first fence. */
  readonly opening: Line;
  /** Where it ends: behind the fence that closes it, where there is one. */
  readonly to: number;
}

/** The blocks that a place is in, from the innermost. Their fences belong to them. */
export function blocksAround(state: EditorState, position: number): Block[] {
  const { from, to } = state.doc.lineAt(position);
  const found: SyntaxNode[] = [];
  for (const start of [to, from]) {
    for (
      let node: SyntaxNode | null = syntaxTree(state).resolveInner(start, start === to ? -1 : 1);
      node;
      node = node.parent
    ) {
      const directive = node.name === "DirectiveEnd" ? closedBy(node) : node;
      if (directive?.name === "Directive" && !found.some(({ from }) => from === directive.from))
        found.push(directive);
    }
  }
  return found.sort((a, b) => b.from - a.from).map((node) => blockOf(state, node));
}

/** How many blocks a place is in. */
export function blockDepthAt(state: EditorState, position: number): number {
  return blocksAround(state, position).filter(({ opening }) => opening.to < position).length;
}

/** The block that a `Directive` of the syntax tree is. */
export function blockOf(state: EditorState, node: SyntaxNode): Block {
  const opening = state.doc.lineAt(node.from);
  const tokens = fenceTokens(opening.text.slice(node.from - opening.from)) ?? [];
  const text = (part: FenceToken["part"]) => {
    const token = tokens.find((one) => one.part === part);
    return token ? state.sliceDoc(node.from + token.from, node.from + token.to) : "";
  };
  return { name: text("name"), label: text("label"), opening, to: closingFence(node)?.to ?? node.to };
}

/** The fence that closes a block stands next to it; in a quote, behind the mark of its line. */
function closingFence(block: SyntaxNode): SyntaxNode | null {
  const next = skippingMarks(block.nextSibling, "nextSibling");
  return next?.name === "DirectiveEnd" ? next : null;
}

/** The block that a closing fence belongs to; nothing for one that closes nothing. */
function closedBy(fence: SyntaxNode): SyntaxNode | null {
  const before = skippingMarks(fence.prevSibling, "prevSibling");
  return before?.name === "Directive" ? before : null;
}

function skippingMarks(node: SyntaxNode | null, way: "nextSibling" | "prevSibling"): SyntaxNode | null {
  let at = node;
  while (at?.name === "QuoteMark") at = at[way];
  return at;
}
