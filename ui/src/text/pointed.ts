/** Finding the place in the source that was pointed at in the page. */
import type { Text } from "@codemirror/state";

/** Words of the page on both sides of the place that was pointed at. */
export interface PointedWords {
  readonly before: string;
  readonly after: string;
}

/** So many lines away from where the words are thought to be they are still looked for. */
const reach = 60;

/** How many characters on each side are compared, the most telling first. */
const lengths = [16, 10, 6, 3, 2];

/**
 * The place of the words near a line, counted from zero, in UTF-16 units; the start of the line where they are not
 * found, as in what the page makes by itself. Markup within the words shortens what can be compared, so fewer and fewer
 * are.
 */
export function placeOfWords(doc: Text, line: number, words: PointedWords): number {
  const number = Math.min(doc.lines, Math.max(1, Math.floor(line) + 1));
  const near = doc.line(number).from;
  const from = doc.line(Math.max(1, number - reach)).from;
  const text = doc.sliceString(from, doc.line(Math.min(doc.lines, number + reach)).to);
  for (const length of lengths) {
    const before = words.before.slice(-length);
    const needle = before + words.after.slice(0, length);
    const found = needle.trim().length > 1 ? nearest(text, needle, near - from) : null;
    if (found !== null) return from + found + before.length;
  }
  return near;
}

function nearest(text: string, needle: string, near: number): number | null {
  let best: number | null = null;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at;
  }
  return best;
}
