/** What is looked for in the article, and what that means to CodeMirror. */
import { SearchQuery } from "@codemirror/search";
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

import { escaped, inAnyForm } from "../../text/expression";
import { isWholeWord } from "../../text/whole-word";

/** What can be switched on or off. */
export type SoughtFlag = "matchCase" | "wholeWord" | "anyForm" | "regex";

/** What the panel says. */
export interface Sought extends Readonly<Record<SoughtFlag, boolean>> {
  readonly words: string;
  readonly replacement: string;
  /** The part of the text that is looked through; all of it where there is none. */
  readonly within: { readonly from: number; readonly to: number } | null;
}

const nothing: Sought = {
  words: "",
  replacement: "",
  matchCase: false,
  wholeWord: false,
  anyForm: false,
  regex: false,
  within: null,
};

export const setSought = StateEffect.define<Sought>();

/** Another article is looked through as the one before was. */
let last = nothing;

/** Has articles that are opened from now on begin with this. */
export function carryOver(sought: Sought): void {
  last = sought;
}

const field = StateField.define<Sought>({
  create: () => ({ ...last, within: null }),
  update(before, { effects, changes, docChanged }) {
    let sought = before;
    const { within } = before;
    if (docChanged && within)
      sought = {
        ...sought,
        within: { from: changes.mapPos(within.from, -1), to: changes.mapPos(within.to, 1) },
      };
    for (const effect of effects) if (effect.is(setSought)) sought = effect.value;
    return sought;
  },
  provide: (self) =>
    EditorView.decorations.from(self, ({ within }) =>
      within && within.from < within.to
        ? Decoration.set(part.range(within.from, within.to))
        : Decoration.none,
    ),
});

const part = Decoration.mark({ class: "kiku-search-within" });

/** Keeps what the panel says. */
export function soughtWords(): Extension {
  return field;
}

export function soughtIn(state: EditorState): Sought {
  return state.field(field);
}

/** The query that finds what is sought. Plain words become an expression too: a literal query would fold their width. */
export function queryOf(sought: Sought): SearchQuery {
  const { words, replacement, matchCase, wholeWord, anyForm, regex, within } = sought;
  const test = tests[wholeWord ? 1 : 0][within ? 1 : 0];
  return new SearchQuery({
    search: regex ? words : anyForm ? inAnyForm(words) : escaped(words),
    replace: regex ? replacement : replacement.replaceAll("$", "$$$$"),
    caseSensitive: matchCase,
    regexp: true,
    literal: !regex,
    ...(test ? { test } : {}),
  });
}

type Test = (words: string, state: EditorState, from: number, to: number) => boolean;

const isWhole: Test = (words, { doc }, from, to) =>
  isWholeWord(doc.sliceString(Math.max(0, from - 2), from), words, doc.sliceString(to, to + 2));

const isWithin: Test = (_words, state, from, to) => {
  const { within } = soughtIn(state);
  return !within || (from >= within.from && to <= within.to);
};

const isBoth: Test = (...place) => isWhole(...place) && isWithin(...place);

/** Queries are the same only where their tests are. */
const tests: readonly [readonly [null, Test], readonly [Test, Test]] = [
  [null, isWithin],
  [isWhole, isBoth],
];
