import { EditorSelection, type EditorState, type SelectionRange, type StateCommand } from "@codemirror/state";

import { isVerbatim } from "../region";
import { spansIn, type RangeUpdate } from "./inline-mark";

/** An address that stands by itself, such as one that was copied from a browser. */
export function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|mailto:)[^\s<>"]+$/i.test(text) && URL.canParse(text);
}

/** A link with these words. What would end the words or the address early is escaped. */
export function linkTo(address: string, words: string): string {
  const destination = /[()]/.test(address) ? `<${address}>` : address;
  return `[${words.replace(/(?<!\\)[[\]]/g, "\\$&")}](${destination})`;
}

/**
 * Makes the selected words a link and waits for its address, or a selected address a link that waits for its words. The
 * link at the cursor becomes its words again.
 */
export const toggleLink: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly || isVerbatim(state, state.selection.main.from)) return false;
  const update = state.changeByRange((range) => toggled(state, range));
  dispatch(state.update(update, { scrollIntoView: true, userEvent: "input.format" }));
  return true;
};

function toggled(state: EditorState, range: SelectionRange): RangeUpdate {
  const { from, to } = range;
  const link = spansIn(state, "Link", from, to).find((span) => span.from <= from && to <= span.to);
  const words = state.sliceDoc(from, to);
  if (link) return unlinked(state, link.from, link.to, range);
  if (isAddress(words))
    return {
      changes: [
        { from, insert: "[](" },
        { from: to, insert: ")" },
      ],
      range: at(from + 1),
    };
  return {
    changes: { from, to, insert: `[${words}]()` },
    range: at(words === "" ? from + 1 : from + words.length + 3),
  };
}

function at(position: number): SelectionRange {
  return EditorSelection.cursor(position);
}

function unlinked(state: EditorState, from: number, to: number, range: SelectionRange): RangeUpdate {
  const text = state.sliceDoc(from, to);
  const end = text.startsWith("<") ? -1 : closingBracket(text);
  if (end < 0) return { range };
  const changes = state.changes([
    { from, to: from + 1 },
    { from: from + end, to },
  ]);
  return { changes, range: EditorSelection.range(changes.mapPos(range.from), changes.mapPos(range.to)) };
}

function closingBracket(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return at;
  }
  return -1;
}
