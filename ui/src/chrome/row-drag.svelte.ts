import { dropPlaces, wouldMove, type OutlineRow } from "../session/outline";

/** How far the pointer goes before a press becomes a drag, in pixels. */
const slack = 5;

/** A row on its way to another place. */
export class RowDrag {
  /** The index of the row; -1 while none is dragged. */
  from = $state(-1);
  /** The row that it would stand in front of; -1 where a drop changes nothing. */
  before = $state(-1);
  /** Where the drop line is drawn, in pixels below the top of the list. */
  line = $state(0);
  /** A click that ends a drag is none. */
  justDropped = false;

  private start: { readonly y: number; readonly index: number } | null = null;

  constructor(
    private readonly list: () => HTMLElement | undefined,
    private readonly rows: () => readonly OutlineRow[],
    private readonly drop: (from: number, before: number) => void,
  ) {}

  /** A row was pressed. */
  press(event: PointerEvent, index: number): void {
    this.justDropped = false;
    const kind = this.rows()[index]?.item.kind;
    if (event.button !== 0 || (kind !== "chapter" && kind !== "pageBreak")) return;
    this.start = { y: event.clientY, index };
  }

  moved(event: PointerEvent): void {
    if (!this.start) return;
    if (this.from < 0 && Math.abs(event.clientY - this.start.y) < slack) return;
    this.from = this.start.index;
    this.aim(event.clientY);
  }

  released(): void {
    const { from, before } = this;
    this.justDropped = from >= 0;
    this.cancel();
    if (from >= 0 && before >= 0) this.drop(from, before);
  }

  cancel(): void {
    this.start = null;
    this.from = -1;
    this.before = -1;
  }

  private aim(y: number): void {
    const list = this.list();
    if (!list) return;
    const items = [...list.querySelectorAll<HTMLElement>(":scope > li")];
    const top = list.getBoundingClientRect().top;
    const edges = dropPlaces(this.rows()).map((place) => {
      const edge =
        items[place]?.getBoundingClientRect().top ?? items.at(-1)?.getBoundingClientRect().bottom ?? top;
      return { place, edge };
    });
    const nearest = edges.reduce((best, one) =>
      Math.abs(one.edge - y) < Math.abs(best.edge - y) ? one : best,
    );
    this.before = wouldMove(this.rows(), this.from, nearest.place) ? nearest.place : -1;
    this.line = nearest.edge - top;
    list.closest("[role=tabpanel]")?.scrollBy({ top: scrollStep(list, y) });
  }
}

/** Near the edges of the pane the list moves along. */
function scrollStep(list: HTMLElement, y: number): number {
  const pane = list.closest("[role=tabpanel]")?.getBoundingClientRect();
  if (!pane) return 0;
  if (y < pane.top + 24) return -12;
  return y > pane.bottom - 24 ? 12 : 0;
}
