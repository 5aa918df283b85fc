/**
 * What of the page is shown when: what is in sight at once, and the rest in slices between which one can type and
 * scroll.
 *
 * Laying out is what takes time, not parsing, so a slice is measured with its layout.
 */
import type { Entry } from "./blocks";
import type { Page } from "./page";

/** So much HTML, in characters, is shown without further ado. */
const little = 20_000;
/** What a slice may take, in milliseconds. */
const slice = 8;
/** How long the next slice waits for a frame, in milliseconds: a busy machine draws seldom. */
const longestWait = 20;
/** How many characters of HTML are laid out in a millisecond, before it was measured. */
const firstSpeed = 500;

/** Shows what a page has waiting. */
export class Filling {
  private speed = firstSpeed;
  private scheduled = false;

  /** `grown` hears after each slice. */
  constructor(
    private readonly page: Page,
    private readonly grown: () => void,
  ) {}

  /** Shows what a patch brought: all of it where it is little, and of more what is in sight. */
  begin(): void {
    if (isLittle(this.page.unshown)) {
      this.showAll();
      return;
    }
    this.showAround(this.page.entryAt(window.scrollY));
    this.continue();
  }

  /** Shows what a block's line needs to stand anywhere in the window. */
  showAround(entry: Entry | null): void {
    if (!entry || this.page.isComplete) return;
    this.spread(entry, "after", window.innerHeight * 1.5);
    this.spread(entry, "before", window.innerHeight);
  }

  /** Shows everything. */
  showAll(): void {
    for (const entry of this.page.unshown) this.page.show(entry);
  }

  /** Shows block after block in one direction until they fill so many pixels. */
  private spread(from: Entry, side: "before" | "after", pixels: number): void {
    let next: Entry | null = from;
    for (let count = 4; next; count *= 2) {
      let last = next;
      for (let shown = 0; next && shown < count; shown++, next = next[side]) {
        this.page.show(next);
        last = next;
      }
      const extent = side === "after" ? this.page.extent(from, last) : this.page.extent(last, from);
      if (extent >= pixels) return;
    }
  }

  private continue(): void {
    if (this.scheduled || this.page.isComplete) return;
    this.scheduled = true;
    behindFrame(() => {
      this.scheduled = false;
      if (this.page.isComplete) return;
      this.showSlice();
      this.grown();
      this.continue();
    });
  }

  private showSlice(): void {
    const from = this.page.entryAt(window.scrollY);
    const began = performance.now();
    let characters = 0;
    for (const entry of nearest(this.page, from, this.speed * slice)) {
      characters += entry.html.length;
      this.page.show(entry);
    }
    this.page.bottom();
    // Clocks tick in whole milliseconds here and there.
    const took = Math.max(1, performance.now() - began);
    this.speed = Math.max(1, (this.speed + characters / took) / 2);
  }
}

function isLittle(entries: Iterable<Entry>): boolean {
  let characters = 0;
  for (const { html } of entries) {
    characters += html.length;
    if (characters > little) return false;
  }
  return true;
}

/** Of the blocks that are not shown the nearest ones on one side, with so many characters together, at least one. */
function nearest(page: Page, from: Entry | null, characters: number): Entry[] {
  for (let above = from, below = from; above ?? below;) {
    if (below && !page.isShown(below)) return run(page, below, "after", characters);
    if (above && !page.isShown(above)) return run(page, above, "before", characters);
    below = below?.after ?? null;
    above = above?.before ?? null;
  }
  return [];
}

function run(page: Page, from: Entry, side: "before" | "after", characters: number): Entry[] {
  const entries: Entry[] = [];
  let left = characters;
  for (let entry: Entry | null = from; entry && left > 0; entry = entry[side]) {
    if (page.isShown(entry)) continue;
    entries.push(entry);
    left -= entry.html.length;
  }
  return entries;
}

/** Behind a frame what is new has been drawn, and keys have had their turn. A page that is out of sight has no frames. */
function behindFrame(task: () => void): void {
  let done = false;
  const once = () => {
    if (!done) task();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, longestWait);
}
