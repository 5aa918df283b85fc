import { type ChangeSpec, type EditorState, type Line, type StateCommand } from "@codemirror/state";

import { linesOf } from "../lines";
import { isVerbatim } from "../region";

/** What stands before the words of an item. */
export type ListKind = "bullets" | "numbers" | "tasks";

/** Quote marks and indentation, the marker, and the box of a task. */
const item = /^((?:[ \t]*>)*[ \t\u3000]*)(?:(?:([-*+])|(\d{1,9})[.)])(?:[ \t]+|$))?(\[[ xX]\](?:[ \t]+|$))?/;

/** Makes the selected lines items of a list of a kind, or plain lines again where all of them are that already. */
export function toggleList(kind: ListKind): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const lines = writtenLines(state);
    const off = lines.length > 0 && lines.every((line) => kindOf(line) === kind);
    const changes = state.changes(lines.map((line, index) => remarked(line, off ? null : kind, index + 1)));
    const selection = state.selection.map(changes, 1);
    dispatch(state.update({ changes, selection, scrollIntoView: true, userEvent: "input.format" }));
    return true;
  };
}

/** Lines with words; an empty one alone begins a list. */
function writtenLines(state: EditorState): Line[] {
  const lines = state.selection.ranges.flatMap((range) => linesOf(state, range));
  const proper = lines.filter(
    (line) => !isVerbatim(state, line.from) && !line.text.trimStart().startsWith("::"),
  );
  return proper.length === 1 ? proper : proper.filter(({ text }) => text.trim() !== "");
}

function kindOf({ text }: Line): ListKind | null {
  const [, , bullet, number, box] = item.exec(text) ?? [];
  if (bullet && box) return "tasks";
  if (bullet) return "bullets";
  return number ? "numbers" : null;
}

function remarked({ from, text }: Line, kind: ListKind | null, position: number): ChangeSpec {
  const [whole = "", before = "", bullet, number, box] = item.exec(text) ?? [];
  // A box without a marker is words in brackets.
  const isItem = bullet !== undefined || number !== undefined;
  const end = isItem ? whole.length : whole.length - (box?.length ?? 0);
  const done = isItem && /[xX]/.test(box ?? "");
  const indentation = before.replaceAll("\u3000", "");
  return { from, to: from + end, insert: indentation + markerOf(kind, position, done) };
}

function markerOf(kind: ListKind | null, position: number, done: boolean): string {
  switch (kind) {
    case "bullets":
      return "- ";
    case "numbers":
      return `${String(position)}. `;
    case "tasks":
      return done ? "- [x] " : "- [ ] ";
    case null:
      return "";
  }
}
