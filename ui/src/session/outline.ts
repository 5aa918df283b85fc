import type { OutlineItem } from "../host/wire";

/** One line of the binder below an article. */
export interface OutlineRow {
  readonly item: OutlineItem;
  /** The number of a chapter, or of the page that a page break begins; 0 for all others. */
  readonly number: number;
}

/** Counts chapters from one, and pages from two, because the first begins with the article. */
export function outlineRows(outline: readonly OutlineItem[]): OutlineRow[] {
  let chapters = 0;
  let pages = 1;
  return outline.map((item) => {
    if (item.kind === "chapter") return { item, number: ++chapters };
    if (item.kind === "pageBreak") return { item, number: ++pages };
    return { item, number: 0 };
  });
}

/** The index of the chapter or section that a line stands in; -1 above the first. */
export function currentRow(rows: readonly OutlineRow[], line: number): number {
  return rows.findLastIndex(({ item }) => item.kind !== "pageBreak" && item.line <= line);
}
