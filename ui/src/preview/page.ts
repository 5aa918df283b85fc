/** The blocks of the page in the frame's document: put in and taken out without a wrapper around them. */
import { sourceStops, type BlockPatch } from "./blocks";
import { stopAtLine, type Geometry } from "./geometry";

interface PageBlock {
  readonly nodes: readonly ChildNode[];
  readonly lines: number;
}

/** The list of blocks inside one element. */
export class Page implements Geometry {
  private blocks: PageBlock[] = [];
  private stops = sourceStops([]);

  constructor(private readonly root: HTMLElement) {}

  /** Splices the list and the document with it. Every node that stays is left alone. */
  patch({ start, remove, insert }: BlockPatch): void {
    const before = this.firstNode(start + remove);
    const fresh = insert.map(({ html, lines }) => ({ nodes: parse(html), lines }));
    const gone = this.blocks.splice(start, remove, ...fresh).flatMap(({ nodes }) => nodes);
    const arriving = document.createDocumentFragment();
    arriving.append(...fresh.flatMap(({ nodes }) => nodes));
    keepLiving(gone, arriving);
    for (const node of gone) node.remove();
    this.root.insertBefore(arriving, before);
    this.stops = sourceStops(this.blocks.map(({ lines }) => lines));
  }

  get starts(): readonly number[] {
    return this.stops.starts;
  }

  top(index: number): number {
    for (let block = this.stops.blocks[index] ?? 0; block < this.blocks.length; block++) {
      const element = this.elements(block)[0];
      if (element) return element.getBoundingClientRect().top + window.scrollY;
    }
    return this.bottom();
  }

  bottom(): number {
    return document.documentElement.scrollHeight;
  }

  /** The elements of the block that a source line belongs to. */
  elementsAtLine(line: number): Element[] {
    const block = this.stops.blocks[stopAtLine(this.starts, line)];
    return block === undefined ? [] : this.elements(block);
  }

  private elements(index: number): Element[] {
    return this.blocks[index]?.nodes.filter((node) => node instanceof Element) ?? [];
  }

  /** The first node at or after a block's place; `null` at the end. */
  private firstNode(index: number): ChildNode | null {
    for (const { nodes } of this.blocks.slice(index)) if (nodes[0]) return nodes[0];
    return null;
  }
}

function parse(html: string): ChildNode[] {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.childNodes];
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
