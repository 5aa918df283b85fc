import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

const fixedNodes = new Set(["FencedCode", "CodeBlock", "Frontmatter"]);

/** Whether a place is in code or in the front matter, where every space counts and no block begins. */
export function isVerbatim(state: EditorState, position: number): boolean {
  for (let node = syntaxTree(state).resolveInner(position, 1); ;) {
    if (fixedNodes.has(node.name)) return true;
    if (!node.parent) return false;
    node = node.parent;
  }
}
