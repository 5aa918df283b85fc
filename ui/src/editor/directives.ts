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
    const name = nameIn(line.text, tokens);
    const title = isBlockName(name) ? view.state.facet(blockWords)?.names[name] : undefined;
    const source = sourceBlocks.has(name);
    builder.add(line.from, line.from, fenceLine(name, source ? undefined : title));
    for (const token of tokens) builder.add(line.from + token.from, line.from + token.to, parts[token.part]);
    if (source) {
      const widget = new EditSource(title ?? "");
      builder.add(line.to, line.to, Decoration.widget({ widget, side: 1 }));
    }
  }
  return builder.finish();
}

/** The blocks that show a source. */
const sourceBlocks: ReadonlySet<string> = new Set(["source", "quote"]);

/**
 * A button behind the first line of a block that shows a source: it opens the dialog that changes what it says. The
 * block's title goes with it: CodeMirror ends a line behind a widget, so what CSS would add stood in a line of its own.
 */
class EditSource extends WidgetType {
  constructor(private readonly title: string) {
    super();
  }

  override toDOM(view: EditorView): HTMLElement {
    const whole = document.createElement("span");
    whole.append(editButton(view));
    if (this.title) whole.append(titleOf(this.title));
    return whole;
  }

  override eq(other: EditSource): boolean {
    return other.title === this.title;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function editButton(view: EditorView): HTMLElement {
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

function titleOf(block: string): HTMLElement {
  const title = document.createElement("span");
  title.className = "cm-fence-title";
  title.textContent = block;
  return title;
}

function nameIn(text: string, tokens: readonly FenceToken[]): string {
  const token = tokens.find(({ part }) => part === "name");
  return token ? text.slice(token.from, token.to) : "";
}

/** What a block is called stands at the end of its first line, where it is no text that the cursor could be in. */
function fenceLine(name: string, title: string | undefined): Decoration {
  if (!name) return closing;
  return Decoration.line({
    class: `cm-fence ${blockClass(name)}`,
    attributes: title ? { "data-block": title } : {},
  });
}
