import type { OutlineItem, OutlinePatch, Severity } from "../host/wire";

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

/** How many problems stand in the words of a row. */
export interface RowProblems {
  readonly errors: number;
  readonly warnings: number;
}

const none: RowProblems = { errors: 0, warnings: 0 };

/** The problems of each row, up to the next one. What stands in the front matter belongs to no row. */
export function problemsOfRows(
  rows: readonly OutlineRow[],
  problems: readonly { readonly severity: Severity; readonly line: number }[],
): readonly RowProblems[] {
  const counts = rows.map(() => none);
  const starts: number[] = [];
  for (const { item } of rows) starts.push((starts.at(-1) ?? 0) + item.distance);
  for (const { severity, line } of problems) {
    const row = starts.findLastIndex((start) => start <= line);
    const { errors, warnings } = counts[row] ?? none;
    if (row < 0) continue;
    counts[row] =
      severity === "error" ? { errors: errors + 1, warnings } : { errors, warnings: warnings + 1 };
  }
  return counts;
}

/** Where something that is dragged may be dropped: the indices of the rows that it can stand in front of, and the end. */
export function dropPlaces(rows: readonly OutlineRow[]): readonly number[] {
  const places = rows.flatMap(({ item }, index) => (index > 0 && item.kind !== "section" ? [index] : []));
  return [...places, rows.length];
}

/** Whether a drop of row `index` in front of row `before` would change anything. */
export function wouldMove(rows: readonly OutlineRow[], index: number, before: number): boolean {
  const next = dropPlaces(rows).find((place) => place > index) ?? rows.length;
  return before !== index && before !== next;
}

/** The chapter that a line stands in, with its sections: its title and how many characters it has. */
export function chapterAt(
  rows: readonly OutlineRow[],
  line: number,
): { readonly title: string; readonly characters: number } | null {
  const begins = ({ item }: OutlineRow) => item.kind === "chapter" || item.kind === "introduction";
  const start = rows.slice(0, currentRow(rows, line) + 1).findLastIndex(begins);
  const first = rows[start];
  if (!first) return null;
  const next = rows.findIndex((row, index) => index > start && begins(row));
  const chapter = rows.slice(start, next < 0 ? undefined : next);
  const characters = chapter.reduce((sum, { item }) => sum + item.characters, 0);
  return { title: first.item.title, characters };
}
