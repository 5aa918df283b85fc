/** The blocks of the page in the frame's document: put in and taken out without a wrapper around them. */
import { BlockList, type BlockPatch, type Entry, type SourceStops } from "./blocks";
import { lineAt, stopAtLine, type Geometry } from "./geometry";

/**
 * The list of blocks, and those of them that stand inside one element: all of the article, or one page of it.
 *
 * A patch changes the list at once. What it brings waits until it is shown, block by block and in any order: a large
 * page takes a while to lay out, and what is in sight comes first. The blocks of other pages are not in the document.
 */
export class Page implements Geometry {
  private readonly list = new BlockList();
  /** What stands in the document for each block, up to date or not. */
  private readonly nodes = new Map<number, readonly ChildNode[]>();
  /** The blocks whose HTML is not in the document yet. */
  private readonly waiting = new Set<Entry>();
  /** The page that stands by itself, counted from zero; nothing where all of the article is shown. */
  private turnedTo: number | null = null;
  /** Its blocks. */
  private leaf: ReadonlySet<Entry> = new Set();

  constructor(private readonly root: HTMLElement) {}

  /** Changes the list, and takes out of the document what is gone. */
  patch(patch: BlockPatch): void {
    for (const id of patch.remove) this.takeOut(id);
    this.list.apply(patch);
    if (this.turnedTo !== null && patch.insert.length + patch.remove.length > 0) this.turn(this.turnedTo);
    else for (const { block } of patch.insert) this.await(block.id);
    for (const { id } of patch.replace) this.await(id);
  }

  /** Shows one page of the article, counted from zero, or all of it. */
  turn(page: number | null): void {
    this.turnedTo = page === null ? null : Math.min(Math.max(0, page), this.pages - 1);
    this.leaf = new Set(this.turnedTo === null ? [] : this.list.onPage(this.turnedTo));
    for (const entry of this.list) {
      const stands = this.nodes.has(entry.id) || this.waiting.has(entry);
      if (stands && !this.isWanted(entry)) this.takeOut(entry.id);
      else if (!stands) this.await(entry.id);
    }
  }

  /** The page that stands by itself; nothing where all of the article is shown. */
  get current(): number | null {
    return this.turnedTo;
  }

  /** How many pages the article has. */
  get pages(): number {
    return this.list.pages().length;
  }

  /** The page that a source line belongs to. */
  pageAtLine(line: number): number {
    const starts = this.list.pages().map((page) => page.line);
    return stopAtLine(starts, line);
  }

  /** The page of the element with this id, as far as the HTML of its block says so. */
  pageOfId(id: string): number | null {
    const mark = `id="${id}"`;
    let page = 0;
    for (const entry of this.list) {
      if (entry.startsPage) page++;
      if (entry.html.includes(mark)) return page;
    }
    return null;
  }

  /** Whether all of the page is in the document. */
  get isComplete(): boolean {
    return this.waiting.size === 0;
  }

  /** The blocks that are not shown yet, in no order that matters. */
  get unshown(): Iterable<Entry> {
    return this.waiting;
  }

  isShown(entry: Entry): boolean {
    return !this.waiting.has(entry);
  }

  /** Puts a block into the document. What stands there already is left alone. */
  show(entry: Entry): void {
    if (!this.waiting.delete(entry)) return;
    const gone = this.nodes.get(entry.id) ?? [];
    const last = gone.at(-1);
    const place = last ? last.nextSibling : this.placeOf(entry);
    const arriving = parse(entry.html);
    keepLiving(gone, arriving);
    this.nodes.set(entry.id, [...arriving.childNodes]);
    // A picture that was carried over stands in its new place already.
    for (const node of gone) if (node.parentNode === this.root) node.remove();
    this.root.insertBefore(arriving, place);
  }

  get starts(): readonly number[] {
    return this.stops.starts;
  }

  /** How far into what is shown a source line stands, from 0 to 1. */
  share(line: number): number {
    const start = this.starts[0] ?? 0;
    const end = this.starts.at(-1) ?? 0;
    return Math.min(1, Math.max(0, line - start) / Math.max(1, end - start));
  }

  /** The last line that is this page's and no other's, however far below it one points. */
  within(line: number): number {
    const isLast = this.turnedTo === null || this.turnedTo === this.pages - 1;
    return isLast ? line : Math.min(line, (this.starts.at(-1) ?? 0) - 0.01);
  }

  top(index: number): number {
    const top = this.upperEdge(this.stops.entries[index] ?? null);
    return top === null ? this.bottom() : top + window.scrollY;
  }

  bottom(): number {
    return document.documentElement.scrollHeight;
  }

  /** How far two blocks that are shown, and all between them, reach in pixels. */
  extent(upper: Entry, lower: Entry): number {
    const top = this.upperEdge(upper) ?? 0;
    return (this.upperEdge(lower.after) ?? this.root.getBoundingClientRect().bottom) - top;
  }

  /** The block that a source line belongs to. */
  entryAtLine(line: number): Entry | null {
    return this.stops.entries[stopAtLine(this.starts, line)] ?? this.list.first;
  }

  /** The block with source that stands at `y`, or before it. */
  entryAt(y: number): Entry | null {
    return this.entryAtLine(lineAt(this, y));
  }

  /** The elements of the block that a source line belongs to. */
  elementsAtLine(line: number): Element[] {
    const entry = this.stops.entries[stopAtLine(this.starts, line)];
    return entry ? this.elements(entry) : [];
  }

  /** Where the first block that stands in the document, from this one on, begins in the window. */
  private upperEdge(from: Entry | null): number | null {
    for (let entry = from; entry; entry = entry.after) {
      const element = this.elements(entry)[0];
      if (element) return element.getBoundingClientRect().top;
    }
    return null;
  }

  private elements({ id }: Entry): Element[] {
    return this.nodes.get(id)?.filter((node) => node instanceof Element) ?? [];
  }

  private get stops(): SourceStops {
    return this.list.stops(this.turnedTo);
  }

  /** The title that a later page starts with is seen only where the page stands by itself. */
  private isWanted(entry: Entry): boolean {
    return this.turnedTo === null ? !entry.startsPage : this.leaf.has(entry);
  }

  private await(id: number): void {
    const entry = this.list.get(id);
    if (entry && this.isWanted(entry)) this.waiting.add(entry);
  }

  private takeOut(id: number): void {
    const entry = this.list.get(id);
    if (entry) this.waiting.delete(entry);
    for (const node of this.nodes.get(id) ?? []) node.remove();
    this.nodes.delete(id);
  }

  /** The node before which a block belongs: beside the nearest one, in either direction, that stands there. */
  private placeOf(entry: Entry): ChildNode | null {
    let { before, after } = entry;
    while (before ?? after) {
      const last = before && this.nodes.get(before.id)?.at(-1);
      if (last) return last.nextSibling;
      const first = after && this.nodes.get(after.id)?.[0];
      if (first) return first;
      before = before?.before ?? null;
      after = after?.after ?? null;
    }
    return null;
  }
}

/** In a fragment of the page's own document: a picture that is moved through another document loads again. */
function parse(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fragment = document.createDocumentFragment();
  fragment.append(template.content);
  return fragment;
}

/**
 * Carries over what a reader would see vanish when a block is replaced by its next version: loaded pictures, which
 * would load again, and folds that stand open.
 */
function keepLiving(gone: readonly ChildNode[], arriving: DocumentFragment): void {
  const old = gone.filter((node) => node instanceof Element);
  const within = <T extends Element>(selector: string): T[] =>
    old.flatMap((element) => [
      ...(element.matches(selector) ? [element as T] : []),
      ...element.querySelectorAll<T>(selector),
    ]);
  const pictures = within<HTMLImageElement>("img");
  for (const image of arriving.querySelectorAll("img")) {
    const at = pictures.findIndex((candidate) => candidate.isEqualNode(image));
    const loaded = pictures[at];
    if (!loaded) continue;
    pictures.splice(at, 1);
    image.replaceWith(loaded);
  }
  const folds = within<HTMLDetailsElement>("details");
  arriving.querySelectorAll("details").forEach((fold, index) => {
    if (folds[index]?.open) fold.open = true;
  });
}
