import {
  SearchQuery,
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  setSearchQuery,
} from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  runScopeHandlers,
  type Command,
  type EditorView,
  type Panel,
  type ViewUpdate,
} from "@codemirror/view";

/** Counting more matches than this would be felt and tells nothing. */
const mostCounted = 999;

type Flag = "caseSensitive" | "wholeWord" | "regexp";

/** Which match of how many the selection is; 0 where it is none. */
export interface MatchPlace {
  readonly at: number;
  readonly of: number;
}

/** Find and replace, in two rows above the text. */
export class SearchPanel implements Panel {
  readonly dom = document.createElement("div");
  readonly top = true;
  private readonly find = field("search");
  private readonly replacement = field("replace");
  private readonly count = document.createElement("output");
  private readonly flags: Record<Flag, HTMLButtonElement>;
  private readonly labelled: [HTMLElement, string][] = [];
  private query: SearchQuery;

  constructor(private readonly view: EditorView) {
    this.query = getSearchQuery(view.state);
    this.find.setAttribute("main-field", "true");
    this.flags = {
      caseSensitive: this.flag("caseSensitive", "Aa", "match case"),
      wholeWord: this.flag("wholeWord", "[ ]", "by word"),
      regexp: this.flag("regexp", ".*", "regexp"),
    };
    this.dom.className = "kiku-search";
    this.dom.append(this.findRow(), this.replaceRow());
    this.dom.onkeydown = (event) => {
      this.keyPressed(event);
    };
    this.relabel();
    this.show();
  }

  mount(): void {
    this.find.select();
  }

  update(update: ViewUpdate): void {
    const query = getSearchQuery(update.state);
    const changed = !query.eq(this.query);
    if (changed) this.query = query;
    if (update.startState.facet(EditorState.phrases) !== update.state.facet(EditorState.phrases))
      this.relabel();
    if (changed || update.docChanged || update.selectionSet) this.show();
  }

  private findRow(): HTMLElement {
    const previous = this.button("↑", "previous", findPrevious);
    const next = this.button("↓", "next", findNext);
    const close = this.button("×", "close", closeSearchPanel);
    close.classList.add("close");
    this.labelled.push([this.find, "Find"]);
    this.find.oninput = () => {
      this.commit();
    };
    const { caseSensitive, wholeWord, regexp } = this.flags;
    return row(this.find, this.count, previous, next, caseSensitive, wholeWord, regexp, close);
  }

  private replaceRow(): HTMLElement {
    const one = this.button("", "replace", replaceNext);
    const all = this.button("", "replace all", replaceAll);
    this.labelled.push([this.replacement, "Replace"]);
    this.replacement.oninput = () => {
      this.commit();
    };
    const element = row(this.replacement, one, all);
    element.hidden = this.view.state.readOnly;
    return element;
  }

  private keyPressed(event: KeyboardEvent): void {
    // Enter ends a composition and is not ours; WebKit marks it by the code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (runScopeHandlers(this.view, event, "search-panel")) {
      event.preventDefault();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (event.target === this.replacement) replaceNext(this.view);
      else if (event.shiftKey) findPrevious(this.view);
      else findNext(this.view);
    }
  }

  /** Searches for what the fields say. */
  private commit(change: Partial<Record<Flag, boolean>> = {}): void {
    const { caseSensitive, wholeWord, regexp, literal } = this.query;
    const query = new SearchQuery({
      ...{ caseSensitive, wholeWord, regexp, literal },
      search: this.find.value,
      replace: this.replacement.value,
      ...change,
    });
    if (query.eq(this.query)) return;
    this.query = query;
    this.view.dispatch({ effects: setSearchQuery.of(query) });
    this.show();
  }

  private show(): void {
    if (this.find.value !== this.query.search) this.find.value = this.query.search;
    if (this.replacement.value !== this.query.replace) this.replacement.value = this.query.replace;
    for (const name of Object.keys(this.flags) as Flag[])
      this.flags[name].ariaPressed = String(this.query[name]);
    const { at, of } = matchPlace(this.query, this.view.state);
    this.count.value =
      this.query.search === "" ? "" : `${String(at)} / ${of > mostCounted ? "999+" : String(of)}`;
    this.find.ariaInvalid = String(this.query.search !== "" && of === 0);
  }

  private relabel(): void {
    for (const [element, phrase] of this.labelled) {
      const label = this.view.state.phrase(phrase);
      element.ariaLabel = label;
      element.title = label;
      if (element instanceof HTMLInputElement) element.placeholder = label;
      else if (element.dataset.words === "true") element.textContent = label;
    }
  }

  private button(sign: string, phrase: string, command: Command): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.dataset.words = String(sign === "");
    button.onclick = () => {
      command(this.view);
    };
    this.labelled.push([button, phrase]);
    return button;
  }

  private flag(name: Flag, sign: string, phrase: string): HTMLButtonElement {
    return this.button(sign, phrase, () => {
      this.commit({ [name]: !this.query[name] });
      return true;
    });
  }
}

/** Counts the matches, and finds the selected one among them. */
export function matchPlace(query: SearchQuery, state: EditorState): MatchPlace {
  if (!query.valid) return { at: 0, of: 0 };
  const { from, to } = state.selection.main;
  const cursor = query.getCursor(state);
  let at = 0;
  let of = 0;
  for (let match = cursor.next(); !match.done && of <= mostCounted; match = cursor.next()) {
    of++;
    if (match.value.from === from && match.value.to === to) at = of;
  }
  return { at, of };
}

function field(name: string): HTMLInputElement {
  const input = document.createElement("input");
  input.name = name;
  input.autocomplete = "off";
  input.spellcheck = false;
  return input;
}

function row(...children: HTMLElement[]): HTMLElement {
  const element = document.createElement("div");
  element.append(...children);
  return element;
}
