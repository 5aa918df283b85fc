import type { Text } from "@codemirror/state";

/** A line and the UTF-16 units from its start, both counted from zero. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** The place in UTF-16 units from the start of a text; within the text, whatever the position says. */
export function offsetOf(doc: Text, { line, character }: LinePosition): number {
  if (line >= doc.lines) return doc.length;
  const { from, to } = doc.line(line + 1);
  return Math.min(to, from + character);
}
