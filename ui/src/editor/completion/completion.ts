/** Lists of what can be written here: blocks, their attributes, personas, sources. */
import {
  autocompletion,
  completionKeymap,
  completionStatus,
  acceptCompletion,
  closeCompletion,
  startCompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { Compartment, Prec, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, ViewPlugin, keymap, type Command, type ViewUpdate } from "@codemirror/view";

import { blockDepthAt } from "../blocks/enclosing";
import { isVerbatim } from "../region";
import { askedIn, type Asked } from "./asked";
import { drawOffer } from "./drawing";
import { needsResources, offers, resultOf } from "./options";
import type { NamedResources } from "./resources";

/** What completion asks of the window around the editor. */
export interface CompletionSurroundings {
  /** What the article can name. It is asked for when a list opens, not for each key. */
  resources(): Promise<NamedResources>;
  isComposing(): boolean;
}

/**
 * Where CodeMirror's completion is while a list is open, and nothing otherwise: it would go on working while an input
 * method composes, and dispatch right after it.
 */
const open = new Compartment();

const none: NamedResources = { personas: [], sources: [], images: [] };

/** Lists open by themselves where something is asked for, or by Ctrl+Space. */
export function completion(around: CompletionSurroundings): Extension {
  const lists = autocompletion({
    override: [(context) => answer(context, around)],
    activateOnTyping: false,
    defaultKeymap: false,
    icons: false,
    // A list opens only where it is asked for, so Enter means what is marked from the start.
    interactionDelay: 0,
    maxRenderedOptions: 100,
    optionClass: () => "cm-offer",
    addToOptions: [
      { position: 20, render: (offer, state) => drawOffer(offer, state) },
      { position: 90, render: ({ type }) => drawCode(type) },
    ],
  });
  const start: Command = (view) => {
    if (around.isComposing() || view.state.readOnly || !askedAt(view.state)) return false;
    if (!isOpen(view.state)) view.dispatch({ effects: open.reconfigure(lists) });
    return startCompletion(view);
  };
  const opening = ViewPlugin.define((view) => new Opening(view, around, start), {
    eventHandlers: {
      compositionstart(_event, view) {
        this.compositionStarts(view);
      },
    },
  });
  const escape: Command = (view) => {
    if (completionStatus(view.state) === null) return false;
    view.plugin(opening)?.dismiss(view.state);
    return closeCompletion(view);
  };
  const keys = completionKeymap.filter(({ key }) => key && key !== "Escape" && key !== "Ctrl-Space");
  return [
    open.of([]),
    opening,
    Prec.highest(
      keymap.of([
        { key: "Escape", run: escape },
        { key: "Ctrl-Space", run: start },
        ...keys,
        { key: "Tab", run: acceptCompletion },
      ]),
    ),
  ];
}

/** What is asked for at the cursor. */
export function askedAt(state: EditorState): Asked | null {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const before = line.text.slice(Math.max(0, main.head - line.from));
  if (!main.empty || main.head - line.from > longestLine) return null;
  const asked = askedIn(line.text.slice(0, line.length - before.length));
  return asked && !isVerbatim(state, line.from + asked.from) ? asked : null;
}

/** No fence is that long, and no citation is looked for in a line that is no prose. */
const longestLine = 5000;

function isOpen(state: EditorState): boolean {
  return !(Array.isArray(open.get(state)) && (open.get(state) as Extension[]).length === 0);
}

async function load(around: CompletionSurroundings): Promise<NamedResources> {
  try {
    return await around.resources();
  } catch {
    // Without the list one writes the key by hand.
    return none;
  }
}

function answer(
  { state }: CompletionContext,
  around: CompletionSurroundings,
): CompletionResult | Promise<CompletionResult | null> | null {
  const asked = askedAt(state);
  if (!asked) return null;
  if (!needsResources(asked)) return following(state, none);
  return load(around).then((resources) => following(state, resources));
}

/** The list for this state, which follows what is typed. */
function following(state: EditorState, resources: NamedResources): CompletionResult | null {
  const asked = askedAt(state);
  if (!asked) return null;
  const { from: lineStart } = state.doc.lineAt(state.selection.main.head);
  const result = resultOf(asked, lineStart, offers(asked, state, resources));
  const update: CompletionResult["update"] = (_current, _from, _to, context) =>
    askedAt(context.state)?.kind === asked.kind ? following(context.state, resources) : null;
  return result && { ...result, update };
}

function drawCode(code: string | undefined): Node {
  const element = document.createElement("code");
  element.className = "cm-offer-code";
  element.textContent = code ?? "";
  return element;
}

/** Opens the list when something is asked for, and takes completion away when it is closed. */
class Opening {
  /** Something was typed since it was last looked at. */
  private typed = false;
  private looking = false;
  /** Where a list was closed by the person: what is typed there asks for nothing any more. */
  private dismissed = -1;

  constructor(
    private readonly view: EditorView,
    private readonly around: CompletionSurroundings,
    private readonly start: Command,
  ) {}

  update({ docChanged, changes, transactions, state }: ViewUpdate): void {
    if (docChanged && this.dismissed >= 0) this.dismissed = changes.mapPos(this.dismissed, -1);
    if (this.dismissed >= 0 && this.place(state) === null) this.dismissed = -1;
    this.typed ||= transactions.some((one) => one.docChanged && asks(one));
    if (this.typed || isOpen(state)) this.lookLater();
  }

  /** The list goes before the input method takes over, and comes back when its text is final. */
  compositionStarts(view: EditorView): void {
    this.typed = isOpen(view.state);
    if (this.typed) close(view);
  }

  dismiss(state: EditorState): void {
    this.dismissed = this.place(state) ?? -1;
  }

  private isAsked(state: EditorState): boolean {
    const place = this.place(state);
    return place !== null && place !== this.dismissed;
  }

  /** Where what is asked for begins. Bare colons within a block are about to close it. */
  private place(state: EditorState): number | null {
    const asked = askedAt(state);
    if (!asked) return null;
    const { head } = state.selection.main;
    if (asked.kind === "block" && asked.query === "" && blockDepthAt(state, head) > 0) return null;
    return state.doc.lineAt(head).from + asked.from;
  }

  /** Nothing can be dispatched from within an update. */
  private lookLater(): void {
    if (this.looking) return;
    this.looking = true;
    queueMicrotask(() => {
      this.looking = false;
      this.look();
    });
  }

  private look(): void {
    const { state } = this.view;
    if (this.around.isComposing()) return;
    const { typed } = this;
    this.typed = false;
    if (completionStatus(state) !== null) return;
    if (typed && this.isAsked(state)) this.start(this.view);
    else if (isOpen(state)) close(this.view);
  }
}

const close: Command = (view) => {
  view.dispatch({ effects: open.reconfigure([]) });
  return true;
};

/** Typing, and what a block or another list has just put there. Deleting goes on with a list, and opens none. */
function asks(transaction: ViewUpdate["transactions"][number]): boolean {
  return ["input.type", "input.block", "input.complete"].some((event) => transaction.isUserEvent(event));
}
