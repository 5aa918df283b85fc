import { foldEffect, unfoldEffect } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView, type BlockInfo, type ViewUpdate } from "@codemirror/view";

import { EchoMute } from "../preview/echo";
import { referenceY, topForReference } from "../preview/slide";

/**
 * Reports the source line at the reference point when the person scrolls. Scrolling that follows the cursor or a fold is
 * not reported: the preview rests while one types.
 *
 * A line that was brought there stays there while lines above it turn out to be taller or lower than they were
 * thought to be, until something else moves the text.
 */
export class EditorScroll {
  private readonly echo = new EchoMute();
  private held: number | null = null;
  /** Whether heights that change do so because of an edit, the cursor or a fold, and not of the person's scrolling. */
  private settling = false;
  /** How many frames are still to tell where an edit, the cursor or a fold scrolled to. */
  private awaited = 0;

  constructor(private readonly report: (line: number) => void) {}

  extension(): Extension {
    return [
      EditorView.updateListener.of((update) => {
        if (update.docChanged || update.selectionSet || folds(update)) this.expectConsequence(update.view);
        else if (update.heightChanged) this.heightsChanged(update.view);
      }),
      EditorView.domEventObservers({
        scroll: (_event, view) => {
          this.scrolled(view);
        },
      }),
    ];
  }

  /** Brings a source line, counted from zero with its fraction, to the reference point. */
  scrollTo(view: EditorView, line: number): void {
    this.held = line;
    this.settling = false;
    this.bring(view, line);
  }

  private bring(view: EditorView, line: number): void {
    const { clientHeight, scrollHeight } = view.scrollDOM;
    const top = Math.round(topForReference(yOfLine(view, line), clientHeight, scrollHeight));
    this.echo.expect(top, performance.now());
    if (view.scrollDOM.scrollTop !== top) view.scrollDOM.scrollTop = top;
  }

  /**
   * An edit, a move of the cursor or a fold may scroll. The editor does that while it measures, in the next frame; by
   * the end of that frame it is known where to, however long the machine takes to say so.
   */
  private expectConsequence(view: EditorView): void {
    this.held = null;
    this.settling = true;
    this.awaited++;
    requestAnimationFrame(() => {
      this.awaited--;
      this.expectHere(view);
    });
  }

  /** The editor has measured, and moved so that the lines in sight stay where they are. */
  private heightsChanged(view: EditorView): void {
    if (this.settling) this.expectHere(view);
    if (this.held === null) return;
    view.requestMeasure({
      key: this,
      read: () => null,
      write: () => {
        if (this.held !== null) this.bring(view, this.held);
      },
    });
  }

  private expectHere(view: EditorView): void {
    this.echo.expect(view.scrollDOM.scrollTop, performance.now());
  }

  private scrolled(view: EditorView): void {
    const now = performance.now();
    if (this.awaited > 0 || this.echo.isEcho(view.scrollDOM.scrollTop, now)) return;
    this.held = null;
    this.settling = false;
    this.report(referenceLine(view));
  }
}

function folds({ transactions }: ViewUpdate): boolean {
  return transactions.some(({ effects }) =>
    effects.some((effect) => effect.is(foldEffect) || effect.is(unfoldEffect)),
  );
}

/**
 * The source line, counted from zero with its fraction, at the reference point. The room below the text is one line
 * more.
 */
export function referenceLine(view: EditorView): number {
  const { scrollTop, clientHeight, scrollHeight } = view.scrollDOM;
  const { top, bottom } = view.documentPadding;
  const y = referenceY({ top: scrollTop, window: clientHeight, content: scrollHeight }) - top;
  const below = y - textHeight(view);
  if (below > 0) return view.state.doc.lines + fraction(below, bottom);
  const block = view.lineBlockAtHeight(Math.max(0, y));
  const { first, count } = linesOf(view, block);
  const start = upperEdge(view, block);
  return first + count * fraction(y - start, block.bottom - start);
}

function yOfLine(view: EditorView, line: number): number {
  const { lines } = view.state.doc;
  const { top, bottom } = view.documentPadding;
  if (line >= lines) return top + textHeight(view) + bottom * fraction(line - lines, 1);
  const whole = Math.max(0, Math.floor(line));
  const block = view.lineBlockAt(view.state.doc.line(whole + 1).from);
  const { first, count } = linesOf(view, block);
  const start = upperEdge(view, block);
  return top + start + (block.bottom - start) * fraction(line - first, count);
}

/** The first block begins with the room above it, so that the start of the text is the start of the page. */
function upperEdge(view: EditorView, block: BlockInfo): number {
  return block.from === 0 ? -view.documentPadding.top : block.top;
}

/** The lines of a block, counted from zero. Where text is folded away a block has several. */
function linesOf({ state: { doc } }: EditorView, { from, to }: BlockInfo): { first: number; count: number } {
  const first = doc.lineAt(from).number - 1;
  return { first, count: doc.lineAt(to).number - first };
}

function textHeight(view: EditorView): number {
  return view.contentHeight - view.documentPadding.top - view.documentPadding.bottom;
}

function fraction(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}
