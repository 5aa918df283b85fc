import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, WidgetType, type DecorationSet, type EditorView } from "@codemirror/view";

import { blockWords, drawBlockIcon } from "./blocks/appearance";
import { sourceDialog } from "./blocks/source-dialog";
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
    if (showsSource(line.text, tokens)) builder.add(line.to, line.to, pencil);
  }
  return builder.finish();
}

/** A button behind the first line of a block that shows a source: it opens the dialog that changes what it says. */
class EditSource extends WidgetType {
  override toDOM(view: EditorView): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cm-edit-source";
    button.dataset.testid = "edit-source";
    const label = view.state.phrase("Change the source");
    button.title = label;
    button.setAttribute("aria-label", label);
    // A command does the same at the cursor; a stop for Tab in the middle of the text would be in the way.
    button.tabIndex = -1;
    button.append(view.state.facet(drawBlockIcon)("edit"));
    button.addEventListener("mousedown", (event) => {
      event.preventDefault();
    });
    button.addEventListener("click", () => {
      const line = view.state.doc.lineAt(view.posAtDOM(button)).number - 1;
      if (!view.composing) view.state.facet(sourceDialog)?.edit(line);
    });
    return button;
  }

  override eq(): boolean {
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

const pencil = Decoration.widget({ widget: new EditSource(), side: 1 });

function showsSource(text: string, tokens: readonly FenceToken[]): boolean {
  const name = tokens.find(({ part }) => part === "name");
  return name !== undefined && ["source", "quote"].includes(text.slice(name.from, name.to));
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
