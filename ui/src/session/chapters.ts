import type { Revision, Selected } from "../host/wire";
import { speech } from "../words/speech.svelte";
import { lineOf, type OutlineRow } from "./outline";
import type { Workspace } from "./workspace.svelte";

/** What can be done to the rows of the open article's outline. Each is one change of the text, and undone as one. */
export class Chapters {
  constructor(private readonly workspace: Workspace) {}

  /** Moves a chapter or a page break one place. A cursor in it goes with it. */
  step(row: OutlineRow, down: boolean, focus: boolean): Promise<boolean> {
    return this.revise(row, (index) => ({ kind: "stepRow", row: index, down }), focus);
  }

  /** Moves a chapter or a page break in front of the row of this index. A cursor in it goes with it. */
  move(row: OutlineRow, before: number): Promise<boolean> {
    return this.revise(row, (index) => ({ kind: "moveRow", row: index, before }), false);
  }

  /** The words of a row as they stand in the text. */
  async titleOf(row: OutlineRow): Promise<string> {
    const title = await this.workspace.article?.rowTitle(() => this.rows.indexOf(row));
    return title ?? row.item.title;
  }

  rename(row: OutlineRow, title: string): Promise<boolean> {
    return this.revise(row, (index) => ({ kind: "renameRow", row: index, title }), false);
  }

  async duplicate(row: OutlineRow): Promise<void> {
    const done = await this.revise(row, (index) => ({ kind: "duplicateRow", row: index }), false);
    if (done) this.tell(speech.words.chapters.duplicated);
  }

  async mergeNext(row: OutlineRow): Promise<void> {
    const done = await this.revise(row, (index) => ({ kind: "mergeNext", row: index }), false);
    if (done) this.tell(speech.words.chapters.merged);
  }

  async remove(row: OutlineRow): Promise<void> {
    const done = await this.revise(row, (index) => ({ kind: "removeRow", row: index }), false);
    const title = row.item.title || speech.words.binder.page(row.number);
    if (done) this.tell(speech.words.chapters.removed(title));
  }

  /** Begins a chapter behind the one that holds a row. Its heading waits for words. */
  async add(row: OutlineRow): Promise<void> {
    const { title } = speech.words.chapters;
    await this.revise(row, (index) => ({ kind: "addChapter", row: index, title }), true);
  }

  async addPageBreak(row: OutlineRow): Promise<void> {
    await this.revise(row, (index) => ({ kind: "addPageBreak", row: index }), true);
  }

  /** Makes a chapter of a section. */
  async raise(row: OutlineRow): Promise<void> {
    const ask = (index: number): Revision => ({ kind: "splitChapter", at: this.startOf(index), title: "" });
    await this.revise(row, ask, false);
  }

  /** Splits the chapter where the cursor stands. */
  async split(): Promise<void> {
    const { editor } = this.workspace.panes;
    const { title } = speech.words.chapters;
    const ask = (): Revision => ({ kind: "splitChapter", at: editor.head, title });
    await this.workspace.revise(ask, (select) => ({ select }));
  }

  /** The chapter that the cursor stands in, or the introduction. */
  atCursor(): OutlineRow | null {
    return (
      this.rows[this.indexAtCursor(({ item }) => item.kind !== "section" && item.kind !== "pageBreak")] ??
      null
    );
  }

  /** The index of the part that the cursor stands in: a chapter, a page break or the introduction. */
  partAtCursor(): number {
    return this.indexAtCursor(({ item }) => item.kind !== "section");
  }

  private indexAtCursor(counts: (row: OutlineRow) => boolean): number {
    const { article, panes } = this.workspace;
    if (!article) return -1;
    const cursor = article.text.lineAt(Math.min(panes.editor.head, article.text.length)).number - 1;
    let line = 0;
    let found = -1;
    for (const [index, row] of this.rows.entries()) {
      line += row.item.distance;
      if (line > cursor && index > 0) break;
      if (counts(row)) found = index;
    }
    return found;
  }

  private get rows(): readonly OutlineRow[] {
    return this.workspace.article?.outline ?? [];
  }

  /** Good news with a way back, for as long as nothing else was changed. */
  private tell(text: string): void {
    const { announcements, panes, article } = this.workspace;
    const after = article?.text;
    announcements.done(text, {
      label: speech.words.commands.undo,
      run: () => {
        const same = after && this.workspace.article === article && article?.text.eq(after);
        if (same) panes.editor.undo();
        else announcements.done(speech.words.chapters.changedSince);
      },
    });
  }

  private revise(row: OutlineRow, ask: (index: number) => Revision, focus: boolean): Promise<boolean> {
    let inside = 0;
    const asked = () => {
      const index = this.rows.indexOf(row);
      if (index < 0) return null;
      const revision = ask(index);
      inside = isMove(revision) ? this.cursorWithin(index) : 0;
      return revision;
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
    const end = next < 0 ? article.text.length + 1 : this.startOf(next);
    const { head } = panes.editor;
    return head < end ? Math.max(0, head - this.startOf(index)) : 0;
  }

  /** Where a row starts in the text, in UTF-16 units. */
  private startOf(index: number): number {
    return this.workspace.article?.text.line(lineOf(this.rows, index) + 1).from ?? 0;
  }
}

function isMove({ kind }: Revision): boolean {
  return kind === "moveRow" || kind === "stepRow";
}
