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
  readonly insert: readonly BlockInsertion[];
  readonly replace: readonly Block[];
  readonly lines: readonly { readonly id: number; readonly lines: number }[];
}

/** A block that comes, behind the block `after`; 0 is the start of the article. */
export interface BlockInsertion {
  readonly after: number;
  readonly block: Block;
  /** Whether a page starts with it: the title again, which one sees only where a page stands by itself. */
  readonly startsPage?: boolean;
}

/** A block in its place. */
export interface Entry {
  readonly id: number;
  readonly html: string;
  readonly lines: number;
  readonly startsPage: boolean;
  readonly before: Entry | null;
  readonly after: Entry | null;
}

/** Where a page of the article starts. */
export interface PageStart {
  /** Its first block: the header, or the title again. */
  readonly first: Entry | null;
  /** Its first source line, counted from zero. */
  readonly line: number;
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
  private readonly start: Link = {
    ...{ id: 0, html: "", lines: 0, startsPage: false },
    ...{ before: null, after: null },
  };
  private readonly links = new Map<number, Link>([[0, this.start]]);
  private knownPages: readonly PageStart[] | null = null;
  private knownStops: SourceStops | null = null;
  /** The page that the stops were counted for. */
  private stopsOf: number | null = null;

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
    for (const insertion of insert) this.insert(insertion);
    for (const { id, html, lines: count } of replace) {
      const link = this.links.get(id);
      if (link) link.html = html;
      this.count(id, count);
    }
    for (const { id, lines: count } of lines) this.count(id, count);
  }

  /** The patch that leads from an empty list to this one. */
  whole(): BlockPatch {
    const insert = Array.from(this, ({ id, html, lines, startsPage, before }) => ({
      after: before?.id ?? 0,
      block: { id, html, lines },
      startsPage,
    }));
    return { remove: [], insert, replace: [], lines: [] };
  }

  /** The patch that leads to an empty list. */
  nothing(): BlockPatch {
    return { remove: Array.from(this, ({ id }) => id), insert: [], replace: [], lines: [] };
  }

  /** The pages of the article, at least one; counted when they are asked for after a change. */
  pages(): readonly PageStart[] {
    this.knownPages ??= pageStarts(this.first);
    return this.knownPages;
  }

  /** Where the source starts anew in the whole article, or on one of its pages. */
  stops(page: number | null = null): SourceStops {
    if (!this.knownStops || this.stopsOf !== page) {
      const from = page === null ? { first: this.first, line: 0 } : this.pages()[page];
      this.knownStops = sourceStops(from ?? { first: null, line: 0 }, page !== null);
      this.stopsOf = page;
    }
    return this.knownStops;
  }

  /** The blocks of one page, in order. */
  *onPage(page: number): Iterable<Entry> {
    const first = this.pages()[page]?.first ?? null;
    for (let entry = first; entry && (entry === first || !entry.startsPage); entry = entry.after) yield entry;
  }

  private remove(id: number): void {
    const link = this.links.get(id);
    if (!link?.before) return;
    link.before.after = link.after;
    if (link.after) link.after.before = link.before;
    this.links.delete(id);
    this.forget();
  }

  private insert({ after, block: { id, html, lines }, startsPage = false }: BlockInsertion): void {
    const before = this.links.get(after) ?? this.start;
    const link: Link = { id, html, lines, startsPage, before, after: before.after };
    if (before.after) before.after.before = link;
    before.after = link;
    this.links.set(id, link);
    this.forget();
  }

  private count(id: number, lines: number): void {
    const link = this.links.get(id);
    if (!link || link.lines === lines) return;
    link.lines = lines;
    this.forget();
  }

  private forget(): void {
    this.knownPages = null;
    this.knownStops = null;
  }
}

function pageStarts(first: Entry | null): PageStart[] {
  const starts: PageStart[] = [{ first, line: 0 }];
  let line = 0;
  for (let entry = first; entry; entry = entry.after) {
    if (entry.startsPage) starts.push({ first: entry, line });
    line += entry.lines;
  }
  return starts;
}

function sourceStops(from: PageStart, onePage: boolean): SourceStops {
  const starts: number[] = [];
  const entries: (Entry | null)[] = [];
  let { line } = from;
  let following = from.first;
  for (let entry = from.first; entry; entry = entry.after) {
    if (onePage && entry.startsPage && entry !== from.first) break;
    if (entry.lines === 0) continue;
    starts.push(line);
    entries.push(entry);
    line += entry.lines;
    following = entry.after;
  }
  return { starts: [...starts, line], entries: [...entries, following] };
}
