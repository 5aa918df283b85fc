import type { PointedWords } from "../text/pointed";

/** How many characters on each side tell one place from another. */
const most = 16;

/** The words on both sides of a point of the window; none where no text stands there. */
export function wordsAt(x: number, y: number): PointedWords {
  const place = document.caretRangeFromPoint(x, y);
  const node = place?.startContainer;
  if (!(node instanceof Text)) return { before: "", after: "" };
  const { data } = node;
  const at = place?.startOffset ?? 0;
  return { before: data.slice(Math.max(0, at - most), at), after: data.slice(at, at + most) };
}
