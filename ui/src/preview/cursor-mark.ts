/** The quiet outline around the block that the cursor stands in. */
export class CursorMark {
  private readonly outline = document.createElement("div");
  /** What it was given last: the same again would only make the browser lay the page out once more. */
  private drawn = "";

  /** As wide as the text of this element. */
  constructor(private readonly column: HTMLElement) {
    this.outline.id = "kiku-cursor";
    this.outline.setAttribute("aria-hidden", "true");
    this.outline.hidden = true;
    document.body.append(this.outline);
  }

  /** Draws it around these elements; nowhere without any. */
  draw(elements: readonly Element[]): void {
    const first = elements[0]?.getBoundingClientRect();
    const last = elements.at(-1)?.getBoundingClientRect();
    const seen = first && last && last.bottom > first.top;
    this.place(seen ? { top: first.top + window.scrollY, height: last.bottom - first.top } : null);
  }

  private place(span: { top: number; height: number } | null): void {
    const place = span ? this.box(span).map((pixels) => `${String(pixels)}px`) : [];
    if (place.join() === this.drawn) return;
    this.drawn = place.join();
    this.outline.hidden = !span;
    const [top = "", left = "", width = "", height = ""] = place;
    Object.assign(this.outline.style, { top, left, width, height });
  }

  /** Top, left, width and height, with some room around the text as far as the page has it. */
  private box({ top, height }: { top: number; height: number }): number[] {
    const { left, right } = this.column.getBoundingClientRect();
    const inset = Number.parseFloat(getComputedStyle(this.column).paddingLeft) || 0;
    const room = Math.min(gap, Math.max(0, inset + left - edge));
    const from = left + inset - room;
    return [top - rise, from, right - inset + room - from, height + 2 * rise];
  }
}

/** Pixels between the text and the outline at its sides, and above and below it. */
const gap = 14;
const rise = 6;
/** Pixels that it keeps from the edge of the window. */
const edge = 3;
