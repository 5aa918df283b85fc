import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import {
  EditorSelection,
  type ChangeSpec,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from "@codemirror/state";

import { linesOf, prefixLength } from "../lines";
import { isVerbatim } from "../region";

/** Emphasis of one kind: the name of its node in the syntax tree, and what stands around its words. */
export interface InlineMark {
  readonly node: string;
  readonly sign: string;
}

/** Strong emphasis, as in `**word**`. */
export const bold: InlineMark = { node: "StrongEmphasis", sign: "**" };
/** Emphasis, as in `*word*`. */
export const italic: InlineMark = { node: "Emphasis", sign: "*" };
/** Words that no longer hold, as in `~~word~~`. */
export const strikethrough: InlineMark = { node: "Strikethrough", sign: "~~" };

/** A marked stretch of text: with its marks from `from` to `to`, without them from `inner` to `innerEnd`. */
export interface MarkedSpan {
  readonly from: number;
  readonly inner: number;
  readonly innerEnd: number;
  readonly to: number;
}

/** A stretch of words in one line. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * Marks the selected words, line by line and without the white space around them; takes the marks away where all of them
 * are marked. At a mere cursor it begins a marked stretch, or leaves the one that it stands in.
 */
export function toggleMark(mark: InlineMark): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly || isVerbatim(state, state.selection.main.from)) return false;
    const update = state.changeByRange((range) =>
      range.empty ? atCursor(state, mark, range.head) : aroundWords(state, mark, range),
    );
    dispatch(state.update(update, { scrollIntoView: true, userEvent: "input.format" }));
    return true;
  };
}

/** The stretches of a kind that touch a part of the text, outermost first. */
export function spansIn(state: EditorState, name: string, from: number, to: number): MarkedSpan[] {
  const tree = ensureSyntaxTree(state, to, 50) ?? syntaxTree(state);
  const spans: MarkedSpan[] = [];
  tree.iterate({
    from,
    to,
    enter: ({ name: found, node }) => {
      const { firstChild, lastChild } = node;
      if (found !== name || !firstChild || !lastChild) return;
      spans.push({ from: node.from, inner: firstChild.to, innerEnd: lastChild.from, to: node.to });
    },
  });
  return spans;
}

/** What a change does to one range of the selection. */
export interface RangeUpdate {
  readonly changes?: ChangeSpec;
  readonly range: SelectionRange;
}

function atCursor(state: EditorState, mark: InlineMark, head: number): RangeUpdate {
  const span = spansIn(state, mark.node, head, head).find(
    ({ inner, innerEnd }) => inner <= head && head <= innerEnd,
  );
  if (span && head === span.innerEnd) return { range: EditorSelection.cursor(span.to) };
  if (span)
    return { changes: unmarked(span), range: EditorSelection.cursor(head - (span.inner - span.from)) };
  const { sign } = mark;
  if (isEmptyPair(state, sign, head)) {
    const from = head - sign.length;
    return { changes: { from, to: head + sign.length }, range: EditorSelection.cursor(from) };
  }
  const word = spacedWord(state, head);
  if (word) return { changes: marking(mark, word, []), range: EditorSelection.cursor(head + sign.length) };
  return {
    changes: { from: head, insert: sign + sign },
    range: EditorSelection.cursor(head + sign.length),
  };
}

/** What was begun a moment ago and has no words yet. */
function isEmptyPair(state: EditorState, sign: string, head: number): boolean {
  const around = state.sliceDoc(Math.max(0, head - sign.length - 1), head + sign.length + 1);
  const lead = around.length - (sign + sign).length;
  if (lead < 0 || !around.includes(sign + sign)) return false;
  const before = state.sliceDoc(head - sign.length, head);
  const after = state.sliceDoc(head, head + sign.length);
  const longer = sign === "*" && (state.sliceDoc(head - 2, head) === "**" || around.endsWith("**"));
  return before === sign && after === sign && !longer;
}

/** The word of a language with spaces that a place stands within: there, the whole word is meant. */
function spacedWord(state: EditorState, head: number): Piece | null {
  const line = state.doc.lineAt(head);
  const at = head - line.from;
  const before = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}'’]+$/u.exec(
    line.text.slice(0, at),
  );
  const after = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}'’]+/u.exec(line.text.slice(at));
  if (!before || !after) return null;
  return { from: head - before[0].length, to: head + after[0].length };
}

function aroundWords(state: EditorState, mark: InlineMark, range: SelectionRange): RangeUpdate {
  const pieces = wordsOf(state, range);
  const covers = pieces.map((piece) => coveringSpan(state, mark, piece));
  const all = covers.length > 0 && covers.every((span) => span !== null);
  const specs = pieces.map((piece, index): ChangeSpec => {
    const span = covers[index];
    if (all && span) return unmarking(state, mark, span, piece);
    return span ? [] : marking(mark, piece, spansIn(state, mark.node, piece.from, piece.to));
  });
  const changes = state.changes(specs);
  const from = changes.mapPos(pieces[0]?.from ?? range.from, 1);
  const to = changes.mapPos(pieces.at(-1)?.to ?? range.to, -1);
  return { changes, range: EditorSelection.range(Math.min(from, to), to) };
}

/** The selected words of each line, without what makes it an item or a heading. */
function wordsOf(state: EditorState, range: SelectionRange): Piece[] {
  return linesOf(state, range).flatMap((line) => {
    const start = Math.max(range.from, line.from + prefixLength(line.text));
    const end = Math.min(range.to, line.to);
    const text = state.sliceDoc(start, Math.max(start, end));
    const words = text.trim();
    if (words === "" || isVerbatim(state, line.from)) return [];
    const from = start + text.indexOf(words);
    return [{ from, to: from + words.length }];
  });
}

function coveringSpan(state: EditorState, { node }: InlineMark, { from, to }: Piece): MarkedSpan | null {
  return spansIn(state, node, from, to).find((span) => span.from <= from && to <= span.to) ?? null;
}

/** Marks a stretch as one; those of the kind in it, or over its edges, become part of it. */
function marking({ sign }: InlineMark, { from, to }: Piece, spans: readonly MarkedSpan[]): ChangeSpec[] {
  const start = Math.min(from, ...spans.map((span) => span.from));
  const end = Math.max(to, ...spans.map((span) => span.to));
  return [{ from: start, insert: sign }, ...spans.flatMap(unmarked), { from: end, insert: sign }];
}

/** Takes the marks from a part of a stretch; words of it before and behind that part stay marked. */
function unmarking(state: EditorState, { sign }: InlineMark, span: MarkedSpan, piece: Piece): ChangeSpec[] {
  const before = state.sliceDoc(span.inner, Math.max(span.inner, piece.from)).trimEnd();
  const after = state.sliceDoc(Math.min(span.innerEnd, piece.to), span.innerEnd).trimStart();
  const start: ChangeSpec = before
    ? { from: span.inner + before.length, insert: sign }
    : { from: span.from, to: span.inner };
  const end: ChangeSpec = after
    ? { from: span.innerEnd - after.length, insert: sign }
    : { from: span.innerEnd, to: span.to };
  return [start, end];
}

function unmarked({ from, inner, innerEnd, to }: MarkedSpan): ChangeSpec[] {
  return [
    { from, to: inner },
    { from: innerEnd, to },
  ];
}
