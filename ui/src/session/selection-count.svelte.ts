import type { Counts } from "../host/wire";

/** How long a selection must rest before it is counted, in milliseconds. */
const rest = 150;

/** Longer selections are not counted: to send them would be felt. */
const longest = 2_000_000;

/** How long the selected text is, by the engine's own rule; `null` where nothing is selected. */
export class SelectionCount {
  counts = $state.raw<Counts | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor(private readonly count: (text: string) => Promise<Counts>) {}

  /** The selection moved; `length` and `text` tell what it is now, the text only if it is asked for. */
  moved(length: number, text: () => string): void {
    const turn = ++this.turn;
    clearTimeout(this.timer);
    if (length === 0 || length > longest) {
      this.counts = null;
      return;
    }
    this.timer = setTimeout(() => {
      this.count(text())
        .then((counts) => {
          if (turn === this.turn) this.counts = counts;
        })
        .catch(() => {
          // A count is a convenience; the next selection asks again.
        });
    }, rest);
  }
}
