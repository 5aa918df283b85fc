import type { OutlineItem, OutlinePatch } from "../host/wire";

/** One line of the binder below an article. */
export interface OutlineRow {
  readonly item: OutlineItem;
  /** The number of a chapter, or of the page that a page break begins; 0 for all others. */
  readonly number: number;
}

/**
 * The rows after a splice. Chapters are counted from one, and pages from two, because the first begins with the
 * article. A row that says the same as before is the same object, so that nobody draws it again.
 */
export function patched(
  rows: readonly OutlineRow[],
  { start, remove, insert }: OutlinePatch,
): readonly OutlineRow[] {
  if (remove === 0 && insert.length === 0) return rows;
  const fresh = insert.map((item) => ({ item, number: 0 }));
  return numbered([...rows.slice(0, start), ...fresh, ...rows.slice(start + remove)]);
}

function numbered(rows: readonly OutlineRow[]): OutlineRow[] {
  let chapters = 0;
  let pages = 1;
  return rows.map((row) => {
    let number = 0;
    if (row.item.kind === "chapter") number = ++chapters;
    if (row.item.kind === "pageBreak") number = ++pages;
    return row.number === number ? row : { ...row, number };
  });
}

/** The line on which a row stands, counted from zero. */
export function lineOf(rows: readonly OutlineRow[], index: number): number {
  return rows.slice(0, index + 1).reduce((line, { item }) => line + item.distance, 0);
}

/** The index of the chapter or section that a line stands in; -1 above the first. */
export function currentRow(rows: readonly OutlineRow[], line: number): number {
  let current = -1;
  let start = 0;
  for (const [index, { item }] of rows.entries()) {
    start += item.distance;
    if (start > line) break;
    if (item.kind !== "pageBreak") current = index;
  }
  return current;
}
