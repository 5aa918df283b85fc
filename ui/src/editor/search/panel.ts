import {
  closeSearchPanel,
  findNext,
  findPrevious,
  replaceAll,
  replaceNext,
  setSearchQuery,
} from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, runScopeHandlers, type Command, type Panel, type ViewUpdate } from "@codemirror/view";

import { drawSearchIcon, type SearchIcon } from "./appearance";
import { filled, matchesOf, mostCounted, nextFrom, placeAmong, type Match } from "./matches";
import { carryOver, queryOf, setSought, soughtIn, type Sought, type SoughtFlag } from "./sought";

/** How long the text rests before its matches are counted again, in milliseconds: a key costs no search. */
const rest = 200;

/** How much of a replacement is shown, in characters. */
const mostShown = 60;

/** Find and replace, in two rows above the text. */
export class SearchPanel implements Panel {
  readonly dom = document.createElement("div");
  readonly top = true;
  private readonly find = field("search");
  private readonly replacement = field("replace");
  private readonly count = document.createElement("output");
  /** What the next match becomes, or what is wrong with the expression. */
  private readonly note = document.createElement("p");
  private readonly flags: Readonly<Record<SoughtFlag, HTMLButtonElement>>;
  private readonly within: HTMLButtonElement;
  private readonly replacing: HTMLElement[];
  private readonly labelled: [HTMLElement, string][] = [];
  private sought: Sought;
  private matches: readonly Match[] = [];
  /** Where one was when one began to look. */
  private start: number;
  private counting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly view: EditorView) {
    this.sought = soughtIn(view.state);
    this.start = view.state.selection.main.from;
    this.find.setAttribute("main-field", "true");
    this.labelled.push([this.find, "Find"], [this.replacement, "Replace"]);
    this.flags = {
      matchCase: this.flag("matchCase", "match case"),
      wholeWord: this.flag("wholeWord", "by word"),
      anyForm: this.flag("anyForm", "any form"),
      regex: this.flag("regex", "regexp"),
    };
    this.within = this.button("within", "in selection", () => this.toggleWithin());
    this.replacing = [
      this.replacement,
      this.button(null, "replace", replaceNext),
      this.button(null, "replace all", (target) => this.replaceAll(target)),
    ];
    this.dom.className = "kiku-search";
    this.dom.append(this.findRow(), row(...this.replacing, this.note));
    this.note.setAttribute("role", "status");
    this.listen();
    this.relabel();
    this.recount();
  }

  mount(): void {
    this.find.select();
  }

  destroy(): void {
    clearTimeout(this.counting);
  }

  update(update: ViewUpdate): void {
    const sought = soughtIn(update.state);
    const changed = sought !== this.sought;
    this.sought = sought;
    if (update.startState.facet(EditorState.phrases) !== update.state.facet(EditorState.phrases))
      this.relabel();
    const replaced = update.transactions.some((one) => one.isUserEvent("input.replace"));
    if (update.docChanged && !replaced) this.recountSoon();
    if (replaced || (changed && !update.docChanged)) this.recount();
    else if (update.selectionSet) this.show();
  }

  private findRow(): HTMLElement {
    const previous = this.button("previous", "previous", findPrevious);
    const next = this.button("next", "next", findNext);
    const close = this.button("close", "close", closeSearchPanel);
    close.classList.add("close");
    const { matchCase, wholeWord, anyForm, regex } = this.flags;
    const exactness = document.createElement("div");
    exactness.className = "flags";
    exactness.append(matchCase, wholeWord, anyForm, regex, this.within);
    return row(this.find, this.count, previous, next, exactness, close);
  }

  private listen(): void {
    this.dom.onkeydown = (event) => {
      this.keyPressed(event);
    };
    this.find.onfocus = () => {
      this.start = this.view.state.selection.main.from;
    };
    whenFilled(this.find, () => {
      this.commit({ words: this.find.value });
      this.showFirst();
    });
    whenFilled(this.replacement, () => {
      this.commit({ replacement: this.replacement.value });
    });
  }

  private keyPressed(event: KeyboardEvent): void {
    // Enter ends a composition and is not ours; WebKit marks it by the code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (runScopeHandlers(this.view, event, "search-panel")) {
      event.preventDefault();
    } else if (event.key === "ArrowDown" && event.target === this.find && !this.replacement.hidden) {
      event.preventDefault();
      this.replacement.select();
    } else if (event.key === "ArrowUp" && event.target === this.replacement) {
      event.preventDefault();
      this.find.select();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (event.target === this.replacement) replaceNext(this.view);
      else if (event.shiftKey) findPrevious(this.view);
      else findNext(this.view);
    }
  }

  /** Searches for what the fields say. */
  private commit(part: Partial<Sought>): void {
    const sought = { ...this.sought, ...part };
    carryOver(sought);
    this.view.dispatch({ effects: [setSought.of(sought), setSearchQuery.of(queryOf(sought))] });
  }

  /** Selects the first match from where one began to look; without any, one is there again. */
  private showFirst(): void {
    const match = nextFrom(this.matches, this.start);
    const selection = match ? { anchor: match.from, head: match.to } : { anchor: this.start };
    const place = match?.from ?? this.start;
    const effects = EditorView.scrollIntoView(place, { y: "nearest", yMargin: 64 });
    this.view.dispatch({ selection, effects, userEvent: "select.search" });
  }

  /** Looks through the selection alone, or through everything again. */
  private toggleWithin(): boolean {
    const { from, to } = this.view.state.selection.main;
    this.commit({ within: this.sought.within || from === to ? null : { from, to } });
    return true;
  }

  private replaceAll(view: EditorView): boolean {
    const { length } = this.matches;
    if (!replaceAll(view)) return false;
    this.recount();
    this.say(
      view.state.phrase("replaced $ matches", length > mostCounted ? `${String(mostCounted)}+` : length),
    );
    return true;
  }

  private recountSoon(): void {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => {
      this.recount();
    }, rest);
  }

  private recount(): void {
    clearTimeout(this.counting);
    this.matches = matchesOf(queryOf(this.sought), this.view.state);
    this.show();
  }

  private show(): void {
    const { words, replacement, regex, within } = this.sought;
    // What an input method has not finished yet is not ours to change.
    if (this.find.value !== words) this.find.value = words;
    if (this.replacement.value !== replacement) this.replacement.value = replacement;
    for (const name of Object.keys(this.flags) as SoughtFlag[])
      this.flags[name].ariaPressed = String(this.sought[name]);
    this.flags.anyForm.disabled = regex;
    this.within.ariaPressed = String(within !== null);
    for (const element of this.replacing) element.hidden = this.view.state.readOnly;
    const { from, to } = this.view.state.selection.main;
    const { at, of } = placeAmong(this.matches, from, to);
    const all = of > mostCounted ? `${String(mostCounted)}+` : String(of);
    this.count.value = words === "" ? "" : `${at > 0 ? String(at) : "–"} / ${all}`;
    this.find.ariaInvalid = String(words !== "" && of === 0);
    this.explain(from);
  }

  /** Says what the next match becomes, or what is wrong. */
  private explain(place: number): void {
    const { words, replacement, regex } = this.sought;
    const broken = regex && words !== "" && !queryOf(this.sought).valid;
    this.note.classList.toggle("mistake", broken);
    if (broken) {
      this.say(this.view.state.phrase("broken expression"));
      return;
    }
    const match = replacement === "" || this.view.state.readOnly ? null : nextFrom(this.matches, place);
    if (!match) {
      this.say();
      return;
    }
    const before = this.view.state.sliceDoc(match.from, match.to);
    const after = regex ? filled(replacement, match.groups) : replacement;
    this.say(written("del", before), " → ", written("ins", after));
  }

  private say(...words: (Node | string)[]): void {
    this.note.replaceChildren(...words);
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

  private button(icon: SearchIcon | null, phrase: string, command: Command): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.words = String(icon === null);
    if (icon) button.append(this.view.state.facet(drawSearchIcon)(icon));
    button.onclick = () => {
      command(this.view);
    };
    this.labelled.push([button, phrase]);
    return button;
  }

  private flag(name: SoughtFlag, phrase: string): HTMLButtonElement {
    const toggle = () => {
      this.commit({ [name]: !this.sought[name] });
      return true;
    };
    const button = this.button(name === "anyForm" ? "next" : name, phrase, toggle);
    // There is no icon for kana: kana say it themselves.
    if (name === "anyForm") button.replaceChildren();
    button.dataset.flag = name;
    return button;
  }
}

/** Hears what was filled in, but for what an input method has not finished. */
function whenFilled(input: HTMLInputElement, hear: () => void): void {
  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) hear();
  });
  input.addEventListener("compositionend", hear);
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

/** Words that go or come, on one line. */
function written(tag: "del" | "ins", words: string): HTMLElement {
  const element = document.createElement(tag);
  const shown = words.replaceAll("\n", "↵");
  element.textContent = shown.length > mostShown ? `${shown.slice(0, mostShown)}…` : shown;
  return element;
}
