import {
  deleteGroupBackward,
  deleteGroupForward,
  cursorGroupLeft,
  cursorGroupRight,
  selectGroupLeft,
  selectGroupRight,
} from "@codemirror/commands";
import {
  EditorSelection,
  Prec,
  type EditorState,
  type Extension,
  type SelectionRange,
} from "@codemirror/state";
import { EditorView, keymap, type Command, type MouseSelectionStyle } from "@codemirror/view";

/** How far around the cursor a line is looked at, in UTF-16 units: enough for any word, and never a whole long line. */
const reach = 200;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

let segmenter: Intl.Segmenter | undefined;

/** A stretch of a line, as offsets from its start. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The words, spaces and marks around a place of a line whose language puts no spaces between words; else `null`. */
function stretches(line: string, at: number): Stretch[] | null {
  const from = Math.max(0, at - reach);
  const near = line.slice(from, at + reach);
  if (!unspaced.test(near)) return null;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return Array.from(segmenter.segment(near), ({ segment, index }) => ({
    from: from + index,
    to: from + index + segment.length,
  }));
}

/** Where a jump by a word leads within a line; `null` where CodeMirror's own jump is right. */
export function wordJump(line: string, at: number, direction: 1 | -1): number | null {
  const found = stretches(line, at);
  if (!found) return null;
  const isSpace = ({ from, to }: Stretch) => line.slice(from, to).trim() === "";
  if (direction > 0) return found.find((stretch) => stretch.to > at && !isSpace(stretch))?.to ?? null;
  return found.findLast((stretch) => stretch.from < at && !isSpace(stretch))?.from ?? null;
}

/** The word at a place of a line; `null` where CodeMirror's own answer is right. */
export function wordAt(line: string, at: number): Stretch | null {
  const found = stretches(line, at);
  return found?.find(({ from, to }) => from <= at && at < to) ?? found?.at(-1) ?? null;
}

/** Jumps, deletes and double clicks by words, also where no spaces stand between them. */
export function wordKeys(): Extension {
  const keys = [
    {
      key: "Mod-ArrowLeft",
      mac: "Alt-ArrowLeft",
      run: moving(-1, cursorGroupLeft),
      shift: extending(-1, selectGroupLeft),
    },
    {
      key: "Mod-ArrowRight",
      mac: "Alt-ArrowRight",
      run: moving(1, cursorGroupRight),
      shift: extending(1, selectGroupRight),
    },
    { key: "Mod-Backspace", mac: "Alt-Backspace", run: deleting(-1, deleteGroupBackward) },
    { key: "Mod-Delete", mac: "Alt-Delete", run: deleting(1, deleteGroupForward) },
  ];
  return [Prec.high(keymap.of(keys)), EditorView.mouseSelectionStyle.of(doubleClick)];
}

function target(state: EditorState, head: number, direction: 1 | -1): number | null {
  const line = state.doc.lineAt(head);
  const jump = wordJump(line.text, head - line.from, direction);
  return jump === null ? null : line.from + jump;
}

function moving(direction: 1 | -1, otherwise: Command): Command {
  return jumping(direction, otherwise, (_range, place) => EditorSelection.cursor(place));
}

function extending(direction: 1 | -1, otherwise: Command): Command {
  return jumping(direction, otherwise, ({ anchor }, place) => EditorSelection.range(anchor, place));
}

function jumping(
  direction: 1 | -1,
  otherwise: Command,
  to: (range: SelectionRange, place: number) => SelectionRange,
): Command {
  return (view) => {
    const { main } = view.state.selection;
    const place = target(view.state, main.head, direction);
    if (place === null || view.state.selection.ranges.length > 1) return otherwise(view);
    view.dispatch({
      selection: EditorSelection.create([to(main, place)]),
      scrollIntoView: true,
      userEvent: "select",
    });
    return true;
  };
}

function deleting(direction: 1 | -1, otherwise: Command): Command {
  return (view) => {
    const { main, ranges } = view.state.selection;
    const place = target(view.state, main.head, direction);
    if (place === null || !main.empty || ranges.length > 1 || view.state.readOnly) return otherwise(view);
    const changes = { from: Math.min(main.head, place), to: Math.max(main.head, place) };
    view.dispatch({
      changes,
      scrollIntoView: true,
      userEvent: direction < 0 ? "delete.backward" : "delete.forward",
    });
    return true;
  };
}

/** A double click selects the word; dragging on goes word by word. */
function doubleClick(view: EditorView, event: MouseEvent): MouseSelectionStyle | null {
  if (event.detail !== 2 || event.button !== 0) return null;
  let start = wordUnder(view, event);
  if (!start) return null;
  return {
    get: (current, extend) => {
      const here = wordUnder(view, current) ?? start ?? EditorSelection.cursor(0);
      const first = extend ? view.state.selection.main : (start ?? here);
      const from = Math.min(first.from, here.from);
      const to = Math.max(first.to, here.to);
      return EditorSelection.single(here.from < first.from ? to : from, here.from < first.from ? from : to);
    },
    update: (update) => {
      if (update.docChanged) start = start?.map(update.changes) ?? null;
    },
  };
}

function wordUnder(view: EditorView, event: MouseEvent): SelectionRange | null {
  const place = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
  const line = view.state.doc.lineAt(place);
  const word = wordAt(line.text, place - line.from);
  return word && EditorSelection.range(line.from + word.from, line.from + word.to);
}
