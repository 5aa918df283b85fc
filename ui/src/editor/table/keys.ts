import {
  EditorSelection,
  type EditorState,
  type Extension,
  type StateCommand,
  type TransactionSpec,
} from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { aligned, cellAt, tableAt, type CellPlace, type Table } from "./table";

/** Goes to the next cell, or the one before, and aligns the columns; behind the last cell a row begins. */
export function moveToCell(direction: 1 | -1): StateCommand {
  return ({ state, dispatch }) => {
    const { head } = state.selection.main;
    const table = state.readOnly ? null : tableAt(state, head);
    if (!table) return false;
    const { row, column } = cellAt(state, table, head);
    const target = row * table.columns.length + column + direction;
    if (target < 0) return true;
    const place = { row: Math.floor(target / table.columns.length), column: target % table.columns.length };
    dispatch(state.update(rewritten(table, withRow(table, place.row), place)));
    return true;
  };
}

/** Enter begins a row below; in an empty last row it ends the table. */
export const newRow: StateCommand = ({ state, dispatch }) => {
  const { head, empty } = state.selection.main;
  const table = state.readOnly || !empty ? null : tableAt(state, head);
  if (!table || atEdge(state, table, head)) return false;
  const { row } = cellAt(state, table, head);
  const isLast = row > 0 && row === table.rows.length - 1;
  if (isLast && table.rows[row]?.every((cell) => cell === "")) {
    const line = state.doc.lineAt(head);
    const selection = EditorSelection.cursor(line.from + table.prefix.length);
    dispatch(
      state.update({
        changes: { from: line.from, to: line.to, insert: table.prefix },
        selection,
        userEvent: "input",
      }),
    );
    return true;
  }
  const rows = [...table.rows.slice(0, row + 1), emptyRow(table), ...table.rows.slice(row + 1)];
  dispatch(state.update(rewritten(table, rows, { row: row + 1, column: 0 })));
  return true;
};

/** A small table to fill in, on lines of its own. */
export const insertTable: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const lead = line.text.slice(0, from - line.from).trim() === "" ? "" : "\n\n";
  const tail =
    state.doc
      .lineAt(to)
      .text.slice(to - state.doc.lineAt(to).from)
      .trim() === ""
      ? ""
      : "\n\n";
  const plain = { left: false, right: false };
  const rows = [emptyCells(3), emptyCells(3), emptyCells(3)];
  const table = aligned({ prefix: "", columns: [plain, plain, plain], rows }, { row: 0, column: 0 });
  dispatch(
    state.update({
      changes: { from, to, insert: lead + table.text + tail },
      selection: EditorSelection.cursor(from + lead.length + table.from),
      scrollIntoView: true,
      userEvent: "input.table",
    }),
  );
  return true;
};

/** Tab, Shift+Tab and Enter in tables. Comes before what these keys do elsewhere. */
export function tableKeys(): Extension {
  return keymap.of([
    { key: "Tab", run: moveToCell(1), shift: moveToCell(-1) },
    { key: "Enter", run: newRow },
  ]);
}

/** Before its first letter and behind its last, Enter is about the lines around the table. */
function atEdge(state: EditorState, table: Table, head: number): boolean {
  return head === table.from || state.doc.lineAt(head).from === head;
}

function withRow(table: Table, row: number): readonly (readonly string[])[] {
  return row < table.rows.length ? table.rows : [...table.rows, emptyRow(table)];
}

function emptyRow({ columns }: Table): string[] {
  return emptyCells(columns.length);
}

function emptyCells(count: number): string[] {
  return Array.from({ length: count }, () => "");
}

function rewritten(table: Table, rows: Table["rows"], place: CellPlace): TransactionSpec {
  const { text, from, to } = aligned({ ...table, rows }, place);
  return {
    changes: { from: table.from, to: table.to, insert: text },
    selection: EditorSelection.range(table.from + from, table.from + to),
    scrollIntoView: true,
    userEvent: "input.table",
  };
}
