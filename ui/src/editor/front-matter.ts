import {
  EditorState,
  StateEffect,
  StateField,
  type Extension,
  type Range,
  type StateCommand,
  type Text,
  type Transaction,
} from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";

import { frontMatterEnd, frontMatterKeys, touchesFrontMatter } from "../text/front-matter";

/** How many keys the closed front matter names. */
const keysShown = 6;

interface FrontMatter {
  /** Where it ends; 0 where there is none. */
  readonly end: number;
  readonly closed: boolean;
}

const setClosed = StateEffect.define<boolean>();

const field = StateField.define<FrontMatter>({
  create: ({ doc }) => {
    const end = frontMatterEnd(doc);
    return { end, closed: end > 0 };
  },
  update: (value, transaction) => closedAfter(endAfter(value, transaction), transaction),
});

const line = Decoration.line({ class: "cm-front-matter" });

/**
 * Sets the front matter apart as a card above the text. It is closed at first: what one writes comes first. The cursor
 * opens it by going into it, and the button in its first line closes it again.
 */
export function frontMatter(): Extension {
  return [field, EditorView.decorations.compute([field, EditorState.phrases], decorate)];
}

/** Where the text begins: behind the front matter and the empty lines after it. */
export function bodyStart(state: EditorState): number {
  const { end } = state.field(field);
  if (end === 0) return 0;
  const rest = /^\s*/.exec(state.sliceDoc(end, end + 100))?.[0].length ?? 0;
  return Math.min(state.doc.length, end + rest);
}

/** The same object as long as nothing of it changes: what is drawn for it is drawn once. */
function endAfter(value: FrontMatter, { docChanged, changes, newDoc }: Transaction): FrontMatter {
  if (!docChanged || !touchesFrontMatter(changes, value.end)) return value;
  const end = frontMatterEnd(newDoc);
  return end === 0 && value.end === 0 ? value : { ...value, end };
}

function closedAfter(value: FrontMatter, transaction: Transaction): FrontMatter {
  let { closed } = value;
  for (const effect of transaction.effects) if (effect.is(setClosed)) closed = effect.value;
  const { head } = transaction.newSelection.main;
  const inside = head > 0 && head < value.end;
  closed &&= !inside && value.end > 0;
  return closed === value.closed ? value : { ...value, closed };
}

/** Closes the front matter that the cursor is in. */
export const closeFrontMatter: StateCommand = (target) => {
  const { head } = target.state.selection.main;
  return head < target.state.field(field).end && toggle(true)(target);
};

/** Opens the front matter, with the cursor in the line below it or further up. */
export const openFrontMatter: StateCommand = (target) => {
  const { head } = target.state.selection.main;
  return head <= bodyStart(target.state) && toggle(false)(target);
};

function toggle(closed: boolean): StateCommand {
  return ({ state, dispatch }) => {
    const { end } = state.field(field);
    if (end === 0) return false;
    dispatch(state.update(closing(state, closed)));
    return true;
  };
}

/** Closing takes the cursor out of what closes. */
function closing(state: EditorState, closed: boolean) {
  const { end } = state.field(field);
  const moves = closed && state.selection.main.head < end;
  return { effects: setClosed.of(closed), ...(moves ? { selection: { anchor: bodyStart(state) } } : {}) };
}

function decorate(state: EditorState): DecorationSet {
  const { end, closed } = state.field(field);
  if (end === 0) return Decoration.none;
  const label = state.phrase("Front matter");
  if (!closed) return Decoration.set(opened(state.doc, end, label));
  const widget = new ClosedFrontMatter(label, summary(state));
  return Decoration.set([line.range(0), Decoration.replace({ widget }).range(0, end)]);
}

function opened(doc: Text, end: number, label: string): Range<Decoration>[] {
  const lines: Range<Decoration>[] = [];
  for (let at = 0; at <= end; at = doc.lineAt(at).to + 1) lines.push(line.range(at));
  const button = Decoration.widget({ widget: new CloseButton(label), side: 1 });
  return [...lines.slice(0, 1), button.range(doc.line(1).to), ...lines.slice(1)];
}

function summary({ doc }: EditorState): string {
  const keys = frontMatterKeys(doc);
  const shown = keys.slice(0, keysShown).join(", ");
  return keys.length > keysShown ? `${shown} …` : shown;
}

class ClosedFrontMatter extends WidgetType {
  constructor(
    private readonly label: string,
    private readonly keys: string,
  ) {
    super();
  }

  override eq(other: ClosedFrontMatter): boolean {
    return other.label === this.label && other.keys === this.keys;
  }

  override toDOM(view: EditorView): HTMLElement {
    const button = toggleButton(view, `▸ ${this.label}`, "cm-front-matter-closed", false);
    const keys = document.createElement("span");
    keys.textContent = this.keys;
    button.append(keys);
    return button;
  }
}

class CloseButton extends WidgetType {
  constructor(private readonly label: string) {
    super();
  }

  override eq(other: CloseButton): boolean {
    return other.label === this.label;
  }

  override toDOM(view: EditorView): HTMLElement {
    return toggleButton(view, `▾ ${this.label}`, "cm-front-matter-close", true);
  }
}

function toggleButton(view: EditorView, label: string, className: string, closes: boolean): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = label;
  button.ariaExpanded = String(closes);
  // The keys do the same; a stop for Tab in the middle of the text would be in the way.
  button.tabIndex = -1;
  button.onclick = () => {
    view.dispatch(closing(view.state, closes));
    view.focus();
  };
  return button;
}
