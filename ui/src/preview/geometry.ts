/**
 * Source lines and pixels of the page, one into the other.
 *
 * Inside a block both are interpolated, so a tall picture that stands on one line still scrolls evenly. Blocks without
 * source belong to the one before them. What follows the last line, such as the references, is one line more.
 */

/** Where the source stands. Pixels are read only where they are needed, because reading them is slow. */
export interface Geometry {
  /** The source line on which each block with source starts; after them the line on which the last one ends. */
  readonly starts: readonly number[];
  /** The upper edge of each of these blocks in pixels from the top of the page; after them what follows the last. */
  top(index: number): number;
  /** The height of the page in pixels. */
  bottom(): number;
}

/** The source line, with its fraction, that stands at `y`. */
export function lineAt(geometry: Geometry, y: number): number {
  const { starts } = geometry;
  const last = starts.length - 1;
  const index = lastAtMost(starts.length, (i) => edge(geometry, i), y);
  const start = starts[index] ?? 0;
  const top = edge(geometry, index);
  const bottom = edge(geometry, index + 1);
  const lines = index === last ? 1 : (starts[index + 1] ?? start) - start;
  return bottom > top ? start + lines * fraction((y - top) / (bottom - top)) : start;
}

/** The pixels from the top of the page at which a source line stands. */
export function yAt(geometry: Geometry, line: number): number {
  const { starts } = geometry;
  const index = stopAtLine(starts, line);
  const start = starts[index] ?? 0;
  const end = starts[index + 1] ?? start + 1;
  const top = edge(geometry, index);
  return top + (edge(geometry, index + 1) - top) * fraction((line - start) / (end - start));
}

/** Which of the starts a source line belongs to. */
export function stopAtLine(starts: readonly number[], line: number): number {
  return lastAtMost(starts.length, (i) => starts[i] ?? 0, line);
}

/** The first block begins with the page, so that what stands above it is not a jump. */
function edge(geometry: Geometry, index: number): number {
  if (index === 0) return 0;
  return index < geometry.starts.length ? geometry.top(index) : geometry.bottom();
}

/** The last index below `count` whose value is at most `limit`; 0 where there is none. Values ascend. */
function lastAtMost(count: number, value: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value(middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

function fraction(value: number): number {
  return Math.min(1, Math.max(0, value));
}
