/** The quiet bar beside the block that the cursor stands in. */
export class CursorMark {
  private readonly bar = document.createElement("div");
  /** What it was given last: the same again would only make the browser lay the page out once more. */
  private drawn = "";

  /** Beside the text of this element. */
  constructor(private readonly column: HTMLElement) {
    this.bar.id = "kiku-cursor";
    this.bar.setAttribute("aria-hidden", "true");
    this.bar.hidden = true;
    document.body.append(this.bar);
  }

  /** Draws it beside these elements; nowhere without any. */
  draw(elements: readonly Element[]): void {
    const first = elements[0]?.getBoundingClientRect();
    const last = elements.at(-1)?.getBoundingClientRect();
    const seen = first && last && last.bottom > first.top;
    this.place(seen ? { top: first.top + window.scrollY, height: last.bottom - first.top } : null);
  }

  private place(span: { top: number; height: number } | null): void {
    const left = span ? Math.max(4, this.column.getBoundingClientRect().left + this.inset() - 16) : 0;
    const place = span ? [span.top, left, span.height].map((pixels) => `${String(pixels)}px`) : [];
    if (place.join() === this.drawn) return;
    this.drawn = place.join();
    this.bar.hidden = !span;
    const [top = "", x = "", height = ""] = place;
    Object.assign(this.bar.style, { top, left: x, height });
  }

  private inset(): number {
    return Number.parseFloat(getComputedStyle(this.column).paddingLeft) || 0;
  }
}
