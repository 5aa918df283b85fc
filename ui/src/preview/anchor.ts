/**
 * Holds what stands at the window's upper edge, or where one writes, in place while the page around it changes its height: pictures load,
 * blocks above come and go, the pane becomes narrower.
 */
export class ViewAnchor {
  private marks: readonly Mark[] = [];

  constructor(private readonly root: HTMLElement) {}

  /** Remembers what stands at the upper edge; or, as long as it lasts, what one looks at, where that is known. */
  remember(watched: Element | null): void {
    const edge = window.scrollY > 0 ? candidates(this.root) : [];
    const elements = watched && isInSight(watched) ? [watched, ...edge] : edge;
    this.marks = elements.map((element) => ({ element, top: topInPage(element) }));
  }

  /**
   * How many pixels it moved within the page; 0 where all of it is gone or nothing is to be held. What was scrolled
   * meanwhile does not count: it may not have been reported yet.
   */
  drift(): number {
    const mark = this.marks.find(({ element }) => element.isConnected);
    return mark ? topInPage(mark.element) - mark.top : 0;
  }
}

function isInSight(element: Element): boolean {
  const { top } = element.getBoundingClientRect();
  return top >= 0 && top < window.innerHeight;
}

function topInPage(element: Element): number {
  return element.getBoundingClientRect().top + window.scrollY;
}

/** An element and where it stood in the page. */
interface Mark {
  readonly element: Element;
  readonly top: number;
}

/**
 * The elements at the window's upper edge, from the innermost to the outermost, and then their neighbours: what one
 * types in is replaced by its next version, and what stands beside it stays.
 */
function candidates(root: Element): Element[] {
  const path: Element[] = [];
  for (let inside = firstInside(root.children); inside; inside = firstInside(inside.children))
    path.unshift(inside);
  const outermost = path.at(-1);
  const neighbours = [outermost?.previousElementSibling, outermost?.nextElementSibling];
  return [...path, ...neighbours.filter((element) => element instanceof Element)];
}

/**
 * The first element whose lower edge is inside the window. Halving finds it among thousands of blocks without measuring
 * them all: they stand in order.
 */
function firstInside(children: HTMLCollection): Element | null {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = children[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom > 0) high = middle;
    else low = middle + 1;
  }
  return children[low] ?? null;
}
