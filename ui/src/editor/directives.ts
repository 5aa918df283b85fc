import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView } from "@codemirror/view";

import { calmDecorations, visibleLines } from "./calm-decorations";
import { fenceTokens, type FencePart } from "./fence";
import { isVerbatim } from "./region";

const fenceLine = Decoration.line({ class: "cm-fence" });

const parts: Record<FencePart, Decoration> = {
  mark: Decoration.mark({ class: "cm-fence-mark" }),
  name: Decoration.mark({ class: "cm-fence-name" }),
  label: Decoration.mark({ class: "cm-fence-label" }),
  key: Decoration.mark({ class: "cm-fence-key" }),
  value: Decoration.mark({ class: "cm-fence-value" }),
};

/** Sets the fence lines of directives apart from the text, quietly. */
export function directives(): Extension {
  return calmDecorations(decorate);
}

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const line of visibleLines(view)) {
    const tokens = line.text.includes("::") ? fenceTokens(line.text) : null;
    if (!tokens || isVerbatim(view.state, line.from)) continue;
    builder.add(line.from, line.from, fenceLine);
    for (const token of tokens) builder.add(line.from + token.from, line.from + token.to, parts[token.part]);
  }
  return builder.finish();
}
