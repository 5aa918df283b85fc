import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

/** How a column is aligned, as its delimiter says it. */
export interface Column {
  readonly left: boolean;
  readonly right: boolean;
}

/** A table of GitHub's Markdown. */
export interface Table {
  readonly from: number;
  readonly to: number;
  /** What stands before each line, such as a quote mark. */
  readonly prefix: string;
  readonly columns: readonly Column[];
  /** The cells of the header and of each row; the delimiters are no row. */
  readonly rows: readonly (readonly string[])[];
}

/** A cell: the header is row 0. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The table at a place of the text; `null` where there is none. */
export function tableAt(state: EditorState, position: number): Table | null {
  const tree = ensureSyntaxTree(state, position, 50) ?? syntaxTree(state);
  let node = tree.resolveInner(position, -1);
  while (node.name !== "Table") {
    if (!node.parent) return null;
    node = node.parent;
  }
  const first = state.doc.lineAt(node.from);
  const prefix = first.text.slice(0, node.from - first.from);
  const to = state.doc.lineAt(node.to).to;
  const lines = state.sliceDoc(first.from, to).split("\n");
  const [header = "", delimiters = "", ...body] = lines.map((line) => line.slice(lengthOfPrefix(line)));
  const columns = cellsOf(delimiters).map((cell) => ({
    left: cell.startsWith(":"),
    right: cell.endsWith(":"),
  }));
  const rows = [header, ...body].map((line) => filled(cellsOf(line), columns.length));
  return { from: first.from, to, prefix, columns, rows };
}

/** The cell that a place of the text stands in. */
export function cellAt(state: EditorState, table: Table, position: number): CellPlace {
  const line = state.doc.lineAt(position);
  const number = line.number - state.doc.lineAt(table.from).number;
  const before = line.text.slice(0, position - line.from).slice(lengthOfPrefix(line.text));
  const column = splitRow(before).length - (before.trimStart().startsWith("|") ? 2 : 1);
  return {
    row: number === 0 ? 0 : Math.max(0, number - 1),
    column: Math.max(0, Math.min(table.columns.length - 1, column)),
  };
}

/** A table whose columns stand below each other, and where a cell's words are in it, from the table's start. */
export function aligned(
  { prefix, columns, rows }: Pick<Table, "prefix" | "columns" | "rows">,
  { row, column }: CellPlace,
): { readonly text: string; readonly from: number; readonly to: number } {
  const widths = columns.map((_column, at) =>
    Math.max(3, ...rows.map((cells) => displayWidth(cells[at] ?? ""))),
  );
  const lines = rows.map((cells) =>
    lineOf(
      prefix,
      cells.map((cell, at) => padded(cell, widths[at] ?? 3, columns[at])),
    ),
  );
  lines.splice(
    1,
    0,
    lineOf(
      prefix,
      columns.map((one, at) => delimiter(one, widths[at] ?? 3)),
    ),
  );
  const index = row === 0 ? 0 : row + 1;
  const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, prefix.length + 2);
  const cells = rows[row] ?? [];
  const before = cells
    .slice(0, column)
    .map((cell, at) => padded(cell, widths[at] ?? 3, columns[at]).length + 3);
  const cell = cells[column] ?? "";
  const lead = padded(cell, widths[column] ?? 3, columns[column]).indexOf(cell);
  const from = before.reduce((sum, length) => sum + length, start) + (cell === "" ? 0 : lead);
  return { text: lines.join("\n"), from, to: from + cell.length };
}

/** How many columns a text takes where full-width letters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** Unicode's East Asian Width, W and F, in its large blocks. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;

function lineOf(prefix: string, cells: readonly string[]): string {
  return `${prefix}| ${cells.join(" | ")} |`;
}

function padded(cell: string, width: number, column?: Column): string {
  const room = width - displayWidth(cell);
  if (!column?.right) return cell + " ".repeat(room);
  const before = column.left ? Math.floor(room / 2) : room;
  return " ".repeat(before) + cell + " ".repeat(room - before);
}

function delimiter({ left, right }: Column, width: number): string {
  const dashes = width - Number(left) - Number(right);
  return `${left ? ":" : ""}${"-".repeat(dashes)}${right ? ":" : ""}`;
}

function lengthOfPrefix(line: string): number {
  return /^[\s>]*/.exec(line)?.[0].length ?? 0;
}

function cellsOf(line: string): string[] {
  const parts = splitRow(line.trim());
  if (line.trim().startsWith("|")) parts.shift();
  if (parts.length > 1 && parts.at(-1)?.trim() === "") parts.pop();
  return parts.map((part) => part.trim());
}

/** Parts a line at the pipes that no backslash takes the meaning from. */
function splitRow(line: string): string[] {
  return line.split(/(?<!\\)\|/);
}

function filled(cells: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, at) => cells[at] ?? "");
}
