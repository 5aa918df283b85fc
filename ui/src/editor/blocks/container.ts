/** What stands at the start of a line because of the lists and quotes around it. */

const pattern = /^((?:[ \t]*>)*[ \t]*)((?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;

export interface Container {
  /** All of it, as it is written. */
  readonly written: string;
  /** The same for a line that goes on in the same place: a list marker becomes as many spaces. */
  readonly going: string;
  /** The same without the list item that the line begins. */
  readonly around: string;
}

/** Reads the start of a line. */
export function containerOf(line: string): Container {
  const [written = "", around = "", marker = ""] = pattern.exec(line) ?? [];
  return { written, around, going: around + " ".repeat(listIndent(marker)) };
}

/** A task's box is part of its text: what belongs to the item stands under the box. */
function listIndent(marker: string): number {
  return marker.replace(/\[[ xX]\][ \t]+$/, "").length;
}
