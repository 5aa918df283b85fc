import type { Extension } from "@codemirror/state";
import { ViewPlugin, type BlockInfo, type EditorView, type ViewUpdate } from "@codemirror/view";

import { EchoMute } from "../preview/echo";
import { referenceY, topForReference } from "../preview/slide";

/** How long after the cursor moved a scroll counts as its consequence, in milliseconds. */
const cursorScroll = 200;

/**
 * Reports the source line at the reference point when the person scrolls. Scrolling that follows the cursor is not
 * reported: the preview rests while one types.
 */
export class EditorScroll {
  private readonly echo = new EchoMute();
  private cursorMoved = Number.NEGATIVE_INFINITY;

  constructor(private readonly report: (line: number) => void) {}

  extension(): Extension {
    const noteCursor = ({ docChanged, selectionSet }: ViewUpdate) => {
      if (docChanged || selectionSet) this.cursorMoved = performance.now();
    };
    const scrolled = (view: EditorView) => {
      this.scrolled(view);
    };
    return ViewPlugin.define(() => ({ update: noteCursor }), {
      eventObservers: { scroll: (_event, view) => scrolled(view) },
    });
  }

  /** Brings a source line, counted from zero with its fraction, to the reference point. */
  scrollTo(view: EditorView, line: number): void {
    const { clientHeight, scrollHeight } = view.scrollDOM;
    const top = Math.round(topForReference(yOfLine(view, line), clientHeight, scrollHeight));
    this.echo.expect(top, performance.now());
    view.scrollDOM.scrollTop = top;
  }

  private scrolled(view: EditorView): void {
    const now = performance.now();
    const follows = now - this.cursorMoved < cursorScroll;
    if (follows || this.echo.isEcho(view.scrollDOM.scrollTop, now)) return;
    this.report(referenceLine(view));
  }
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
