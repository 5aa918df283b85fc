import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView } from "@codemirror/view";

import { blockWords } from "./blocks/appearance";
import { blockClass } from "./blocks/gutter";
import { isBlockName } from "./blocks/kinds";
import { calmDecorations, visibleLines } from "./calm-decorations";
import { fenceTokens, type FencePart, type FenceToken } from "./fence";
import { isVerbatim } from "./region";

const parts: Record<FencePart, Decoration> = {
  mark: Decoration.mark({ class: "cm-fence-mark" }),
  name: Decoration.mark({ class: "cm-fence-name" }),
  label: Decoration.mark({ class: "cm-fence-label" }),
  key: Decoration.mark({ class: "cm-fence-key" }),
  value: Decoration.mark({ class: "cm-fence-value" }),
};

const closing = Decoration.line({ class: "cm-fence cm-fence-end" });

/** Sets the fence lines of directives apart from the text, quietly. */
export function directives(): Extension {
  return calmDecorations(decorate);
}

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const line of visibleLines(view)) {
    const tokens = line.text.includes("::") ? fenceTokens(line.text) : null;
    if (!tokens || isVerbatim(view.state, line.from)) continue;
    builder.add(line.from, line.from, fenceLine(view, line.text, tokens));
    for (const token of tokens) builder.add(line.from + token.from, line.from + token.to, parts[token.part]);
  }
  return builder.finish();
}

/** What a block is called stands at the end of its first line, where it is no text that the cursor could be in. */
function fenceLine(view: EditorView, text: string, tokens: readonly FenceToken[]): Decoration {
  const token = tokens.find(({ part }) => part === "name");
  if (!token) return closing;
  const name = text.slice(token.from, token.to);
  const title = isBlockName(name) ? view.state.facet(blockWords)?.names[name] : undefined;
  const attributes = title ? { "data-block": title } : {};
  return Decoration.line({ class: `cm-fence ${blockClass(name)}`, attributes });
}
