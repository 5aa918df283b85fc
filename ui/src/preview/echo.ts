/** How long a pane keeps adjusting after it was scrolled by the program, in milliseconds. */
const settling = 120;

/**
 * Tells the person's scrolling from the program's own, which comes back as the same kind of event.
 *
 * Without it, two panes that follow each other push each other on for ever.
 */
export class EchoMute {
  private expected = Number.NaN;
  private until = Number.NEGATIVE_INFINITY;

  /** The program scrolled to `top` at the time `now` (milliseconds). */
  expect(top: number, now: number): void {
    this.expected = top;
    this.until = now + settling;
  }

  /** Whether a scroll event that ends at `top` was the program's. Browsers round to whole pixels. */
  isEcho(top: number, now: number): boolean {
    return now < this.until || Math.abs(top - this.expected) <= 1;
  }
}
