/** The list of blocks that the reader's page consists of, as both sides of the frame keep it. */

/** One top-level block of the page. */
export interface Block {
  /** Tells it from every other block; never 0. */
  readonly id: number;
  /** Any number of elements. */
  readonly html: string;
  /** How many source lines stand from its first line to the next block's; 0 for blocks without source. */
  readonly lines: number;
}

/**
 * How the list changes: some blocks go, some come, some are replaced where they stand, and some stand for another
 * number of lines, in this order. What is not named stays as it is.
 */
export interface BlockPatch {
  readonly remove: readonly number[];
  /** Each behind the block `after`; 0 is the start of the page. */
  readonly insert: readonly { readonly after: number; readonly block: Block }[];
  readonly replace: readonly Block[];
  readonly lines: readonly { readonly id: number; readonly lines: number }[];
}

/** A block in its place. */
export interface Entry {
  readonly id: number;
  readonly html: string;
  readonly lines: number;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/** The blocks that have source of their own, in order. The first one, the header, starts with the file. */
export interface SourceStops {
  /** The source line, counted from zero, on which each starts; after them the line on which the last one ends. */
  readonly starts: readonly number[];
  /** Each of these blocks; after them the one that follows the last. */
  readonly entries: readonly (Entry | null)[];
}

type Link = { -readonly [Key in keyof Entry]: Key extends "before" | "after" ? Link | null : Entry[Key] };

/** The blocks in order, each of them found by its id. A change costs what it names, however long the list is. */
export class BlockList implements Iterable<Entry> {
  /** Stands before the first block, so that every block has something to stand behind. */
  private readonly start: Link = { id: 0, html: "", lines: 0, before: null, after: null };
  private readonly links = new Map<number, Link>([[0, this.start]]);
  private known: SourceStops | null = null;

  get first(): Entry | null {
    return this.start.after;
  }

  get(id: number): Entry | null {
    return id === 0 ? null : (this.links.get(id) ?? null);
  }

  *[Symbol.iterator](): Iterator<Entry> {
    for (let entry = this.first; entry; entry = entry.after) yield entry;
  }

  /** Changes the list. */
  apply({ remove, insert, replace, lines }: BlockPatch): void {
    for (const id of remove) this.remove(id);
    for (const { after, block } of insert) this.insert(after, block);
    for (const { id, html, lines: count } of replace) {
      const link = this.links.get(id);
      if (link) link.html = html;
      this.count(id, count);
    }
    for (const { id, lines: count } of lines) this.count(id, count);
  }

  /** The patch that leads from an empty list to this one. */
  whole(): BlockPatch {
    const insert = Array.from(this, ({ id, html, lines, before }) => ({
      after: before?.id ?? 0,
      block: { id, html, lines },
    }));
    return { remove: [], insert, replace: [], lines: [] };
  }

  /** The patch that leads to an empty list. */
  nothing(): BlockPatch {
    return { remove: Array.from(this, ({ id }) => id), insert: [], replace: [], lines: [] };
  }

  /** Where the source starts anew; counted when it is asked for after a change. */
  stops(): SourceStops {
    this.known ??= sourceStops(this.first);
    return this.known;
  }

  private remove(id: number): void {
    const link = this.links.get(id);
    if (!link?.before) return;
    link.before.after = link.after;
    if (link.after) link.after.before = link.before;
    this.links.delete(id);
    this.known = null;
  }

  private insert(after: number, { id, html, lines }: Block): void {
    const before = this.links.get(after) ?? this.start;
    const link: Link = { id, html, lines, before, after: before.after };
    if (before.after) before.after.before = link;
    before.after = link;
    this.links.set(id, link);
    this.known = null;
  }

  private count(id: number, lines: number): void {
    const link = this.links.get(id);
    if (!link || link.lines === lines) return;
    link.lines = lines;
    this.known = null;
  }
}

function sourceStops(first: Entry | null): SourceStops {
  const starts: number[] = [];
  const entries: (Entry | null)[] = [];
  let line = 0;
  let following = first;
  for (let entry = first; entry; entry = entry.after) {
    if (entry.lines === 0) continue;
    starts.push(line);
    entries.push(entry);
    line += entry.lines;
    following = entry.after;
  }
  return { starts: [...starts, line], entries: [...entries, following] };
}
