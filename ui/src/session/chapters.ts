import type { Revision, Selected } from "../host/wire";
import { lineOf, type OutlineRow } from "./outline";
import type { Workspace } from "./workspace.svelte";

/** What can be done to the chapters of the open article. Each is one change of the text, and undone as one. */
export class Chapters {
  constructor(private readonly workspace: Workspace) {}

  /** Moves a chapter or a page break one place. A cursor in it goes with it. */
  async step(row: OutlineRow, down: boolean, focus: boolean): Promise<void> {
    await this.revise(row, (index) => ({ kind: "stepRow", row: index, down }), focus);
  }

  /** Moves a chapter or a page break in front of the row of this index. */
  async move(row: OutlineRow, before: number): Promise<void> {
    await this.revise(row, (index) => ({ kind: "moveRow", row: index, before }), false);
  }

  /** The chapter that the cursor stands in; `null` in the introduction. */
  atCursor(): OutlineRow | null {
    const rows = this.rows;
    let line = 0;
    let chapter: OutlineRow | null = null;
    for (const row of rows) {
      line += row.item.distance;
      if (line > this.workspace.panes.cursor.line) break;
      if (row.item.kind === "chapter") chapter = row;
    }
    return chapter;
  }

  private get rows(): readonly OutlineRow[] {
    return this.workspace.article?.outline ?? [];
  }

  private revise(row: OutlineRow, ask: (index: number) => Revision, focus: boolean): Promise<boolean> {
    let inside = 0;
    const asked = () => {
      const index = this.rows.indexOf(row);
      if (index < 0) return null;
      inside = this.cursorWithin(index);
      return ask(index);
    };
    const carried = (select: Selected | null) =>
      select && { from: select.from + inside, to: select.to + inside };
    return this.workspace.revise(asked, (select) => ({ select: carried(select), focus }));
  }

  /** How far behind the start of a chapter the cursor is; 0 where it is not in that chapter. */
  private cursorWithin(index: number): number {
    const { article, panes } = this.workspace;
    if (!article) return 0;
    const next = this.rows.findIndex(({ item }, at) => at > index && item.kind !== "section");
    const startOf = (row: number) => article.text.line(lineOf(this.rows, row) + 1).from;
    const end = next < 0 ? article.text.length + 1 : startOf(next);
    const { head } = panes.editor;
    return head < end ? Math.max(0, head - startOf(index)) : 0;
  }
}
